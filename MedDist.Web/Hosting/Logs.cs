using System.Diagnostics;
using MedDist.Core.Kernel;
using Serilog;
using Serilog.Context;

namespace MedDist.Web.Hosting;

/// <summary>Structured logs to the console and a rolling file; one line a request, with tenant and user, without query strings or bodies (PHI).</summary>
internal static partial class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var logger = new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).Enrich.FromLogContext().CreateLogger();
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
    }

    public static void UseRequestLog(this WebApplication app) => app.Use(async (http, next) =>
    {
        var start = Stopwatch.GetTimestamp();
        var call = http.RequestServices.GetRequiredService<ICallContext>();
        using var tenant = LogContext.PushProperty("TenantId", call.TenantId);
        using var user = LogContext.PushProperty("UserId", call.UserId);
        try
        {
            await next(http);
        }
        finally
        {
            Request(app.Logger, http.Request.Method, SecretPaths.Named(http.Request.Path), http.Response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds, call.TenantId, call.UserId);
        }
    });

    [LoggerMessage(LogLevel.Information, "{Method} {Path} {StatusCode} in {Elapsed:0.0} ms tenant {Tenant} user {User}")]
    private static partial void Request(Microsoft.Extensions.Logging.ILogger logger, string method, string? path, int statusCode, double elapsed, Guid? tenant, Guid? user);
}
