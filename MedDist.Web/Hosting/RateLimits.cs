using System.Threading.RateLimiting;

namespace MedDist.Web.Hosting;

/// <summary>How often what is open to anybody may be asked: carriers' calls by address and tenant, reply links by address and by link.</summary>
internal static class RateLimits
{
    public const string Carriers = "carriers";
    public const string Replies = "replies";

    private const int LinksPerAddress = 4;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var carriers = configuration.GetValue("Limits:CarrierCallsPerMinute", 600);
        var replies = configuration.GetValue("Limits:RepliesPerMinute", 30);
        return services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = async (rejected, cancel) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                await rejected.HttpContext.Response.WriteAsync("Too many requests. Wait a minute, then try again.", cancel);
            };
            limits.AddPolicy(Carriers, http => Window($"{Address(http)} {http.Request.Host.Host}", carriers));
            // One address may hold several links.
            limits.AddPolicy(Replies, http => Window(Address(http), replies * LinksPerAddress));
            // A link that goes around is asked from many addresses.
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                SecretPaths.Hold(http.Request.Path, out var secret) ? Window(secret, replies) : RateLimitPartition.GetNoLimiter(""));
        });
    }

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static RateLimitPartition<string> Window(string key, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) });
}
