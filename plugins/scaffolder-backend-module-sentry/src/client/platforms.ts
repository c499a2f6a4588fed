import { nearestOf } from 'backstage-plugin-sentry-node';

/**
 * What Sentry takes as the platform of a project: `GETTING_STARTED_DOCS_PLATFORMS` in its
 * `models/project.py`, autumn 2026, and `other`. Servers have longer and shorter lists, so
 * this one only suggests: whether a platform is taken is the server's decision.
 */
const platforms = `
android apple apple-ios apple-macos bun capacitor cordova dart deno
dotnet dotnet-aspnet dotnet-aspnetcore dotnet-awslambda dotnet-gcpfunctions dotnet-maui
dotnet-uwp dotnet-winforms dotnet-wpf dotnet-xamarin electron elixir flutter
go go-echo go-fasthttp go-fiber go-gin go-http go-iris go-martini go-negroni godot ionic
java java-log4j2 java-logback java-spring java-spring-boot
javascript javascript-angular javascript-astro javascript-ember javascript-gatsby
javascript-nextjs javascript-nuxt javascript-react javascript-react-router javascript-remix
javascript-solid javascript-solidstart javascript-svelte javascript-sveltekit
javascript-tanstackstart-react javascript-vue kotlin minidump native native-qt
nintendo-switch node node-awslambda node-azurefunctions node-cloudflare-pages
node-cloudflare-workers node-connect node-express node-fastify node-gcpfunctions node-hapi
node-hono node-koa node-nestjs other php php-laravel php-symfony playstation powershell
python python-aiohttp python-asgi python-awslambda python-bottle python-celery
python-chalice python-django python-falcon python-fastapi python-flask python-gcpfunctions
python-litestar python-pylons python-pymongo python-pyramid python-quart python-rq
python-sanic python-serverless python-starlette python-tornado python-tryton python-wsgi
react-native ruby ruby-rack ruby-rails rust unity unreal xbox
`
  .trim()
  .split(/\s+/);

/** What to write in place of a platform that Sentry's list does not have; else undefined. */
export function platformAdvice(
  platform: string | undefined,
): string | undefined {
  if (!platform || platforms.includes(platform)) {
    return undefined;
  }
  // Such as `react` and `express`, whose family is left out.
  const nearest =
    platforms.find(one => one.endsWith(`-${platform.toLowerCase()}`)) ??
    nearestOf(platform.slice(0, 64), platforms);
  return `"${platform.slice(0, 64)}" is not in Sentry's list of platforms. ${
    nearest
      ? `Did you mean "${nearest}"?`
      : 'See https://docs.sentry.io/platforms/.'
  }`;
}
