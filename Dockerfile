# Builds the web app, then keeps what the API and the worker need to run. No embedded PostgreSQL in here: see compose.
FROM node:24-slim AS build
WORKDIR /app
ENV CI=true
RUN npm install --global pnpm@12
COPY package.json pnpm-workspace.yaml pnpm-lock.yaml .npmrc tsconfig.base.json ./
COPY api/package.json api/
COPY shared/package.json shared/
COPY web/package.json web/
RUN pnpm install --frozen-lockfile
COPY shared shared
COPY web web
RUN pnpm build && rm -rf web/node_modules

FROM node:24-slim AS dependencies
WORKDIR /app
ENV CI=true
RUN npm install --global pnpm@12
COPY package.json pnpm-workspace.yaml pnpm-lock.yaml .npmrc ./
COPY api/package.json api/
COPY shared/package.json shared/
COPY web/package.json web/
RUN pnpm install --frozen-lockfile --prod --no-optional --filter @thuoc/api --filter @thuoc/shared

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/thuoc
COPY --from=dependencies /app ./
COPY shared/src shared/src
COPY api/src api/src
COPY api/catalogues api/catalogues
COPY migrations migrations
COPY --from=build /app/web/dist web/dist
# What was compiled is kept here: a container that is started again is up sooner and takes less memory.
RUN mkdir -p /var/lib/thuoc node_modules/.cache && chown node:node /var/lib/thuoc node_modules/.cache
USER node
VOLUME /var/lib/thuoc
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/v1/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "api/src/server.js"]
