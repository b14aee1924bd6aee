using System.Text;
using MedDist.Core.Shipping;
using MedDist.Core.Tenancy;
using MedDist.Web.Hosting;

namespace MedDist.Web.Shipping;

/// <summary>
/// Where carriers post their events: <c>POST /api/carriers/{carrier}/events</c> at the tenant's address, or at the bare one with the subdomain in <c>X-MedDist-Tenant</c>. Signed with the
/// tenant's secret for the carrier (<see cref="CarrierSignature"/>). An unknown tenant, an unknown carrier and a wrong signature get the same answer.
/// </summary>
internal static class CarrierEndpoints
{
    public const string TenantHeader = "X-MedDist-Tenant";

    private const int MostBytes = 1024 * 1024;

    public static void MapCarriers(this WebApplication app) =>
        app.MapPost("/api/carriers/{carrier}/events", TakeAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Carriers);

    private static async Task<IResult> TakeAsync(string carrier, HttpContext http, TenantDirectory tenants, TenantRunner runner, TimeProvider clock)
    {
        if (await BodyAsync(http) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var host = await HostTenant.OfAsync(http);
        var tenant = host.Tenant ?? (http.Request.Headers[TenantHeader].FirstOrDefault() is { Length: > 0 } name ? await tenants.FindAsync(name.ToLowerInvariant(), http.RequestAborted) : null);
        FeedOutcome? outcome = null;
        if (tenant is { IsActive: true } && Carriers.Find(carrier) is { } known)
        {
            await runner.ForTenantAsync(tenant.Id, async (services, cancel) =>
            {
                var secret = await services.GetRequiredService<CarrierConnections>().SecretAsync(known, cancel);
                if (CarrierSignature.IsValid(secret, http.Request.Headers[CarrierSignature.Header], body, clock.GetUtcNow()))
                {
                    outcome = await services.GetRequiredService<CarrierFeed>().TakeAsync(known, Encoding.UTF8.GetString(body), ShipmentSource.Webhook, cancel);
                }
            }, http.RequestAborted);
        }

        return outcome is null ? Results.StatusCode(StatusCodes.Status401Unauthorized) : Results.Json(outcome, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<byte[]?> BodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MostBytes)
        {
            return null;
        }

        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (content.Length + read > MostBytes)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
