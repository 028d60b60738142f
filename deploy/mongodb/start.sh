#!/usr/bin/env bash
# Starts MongoDB as a member of a replica set with passwords. It needs a key file that only it can read.
set -euo pipefail
printf '%s' "$MONGODB_REPLICA_KEY" > /data/replica.key
chmod 400 /data/replica.key
chown mongodb:mongodb /data/replica.key
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /data/replica.key --bind_ip_all
