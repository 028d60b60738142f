#!/bin/sh
# Starts Redis as Agora needs it. The password comes by standard input, because every process could read an argument.
set -eu
exec docker-entrypoint.sh redis-server - --appendonly yes --maxmemory-policy noeviction <<SETTINGS
requirepass "$REDIS_PASSWORD"
SETTINGS
