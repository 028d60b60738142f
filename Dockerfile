# One image for all of Agora's services; the command says which: node gateway/index.ts, node subgraphs/users/index.ts …

FROM node:24-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY sdk/package.json sdk/
COPY web/package.json web/

# The app's and the playground's page, built with the packages of the app's workspace.
FROM base AS pages
RUN npm ci --omit=dev --no-audit --no-fund
COPY sdk sdk
COPY web web
COPY gateway/pages gateway/pages
COPY gateway/graphiql gateway/graphiql
RUN node gateway/pages/build.ts

# The image for production, without the package that brings Node to bare machines: the image has Node.
FROM base AS packages
RUN npm ci --omit=dev --workspaces=false --ignore-scripts --no-audit --no-fund && rm -rf node_modules/node node_modules/node-bin-* node_modules/.bin/node

FROM node:24-bookworm-slim
WORKDIR /app
# Media's workers read videos with it.
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production AGORA_HOST=0.0.0.0 PORT=4000
COPY --from=packages /app/node_modules node_modules
COPY --from=pages /app/.cache/graphiql .cache/graphiql
COPY --from=pages /app/.cache/web .cache/web
# The hash of the app's sources names its build.
COPY sdk sdk
COPY web web
COPY package.json ./
COPY schema schema
COPY lib lib
COPY subgraphs subgraphs
COPY gateway gateway
# npm run dump and load, which know the embedded database.
COPY devdb devdb
COPY tools tools
# The folder of media: a volume there then belongs to the user that runs the service.
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "gateway/index.ts"]
