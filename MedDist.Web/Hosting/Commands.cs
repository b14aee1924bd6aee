using MedDist.Core.Auditing;
using MedDist.Core.Tenancy;
using MedDist.Web.Account;

namespace MedDist.Web.Hosting;

/// <summary>What the program does besides serving: <c>verify-audit</c> checks the audit trail of every tenant, <c>permissions</c> writes the table of who may open what.</summary>
internal static class Commands
{
    private const int Wrong = 2;

    public static Task<int> RunAsync(WebApplication app, string[] args) => args.FirstOrDefault() switch
    {
        "verify-audit" => VerifyAuditAsync(app.Services),
        "permissions" => PrintPermissions(app),
        _ => Startup.RunAsync(app),
    };

    private static Task<int> PrintPermissions(WebApplication app)
    {
        Console.Write(PermissionTable.Write(app));
        return Task.FromResult(0);
    }

    /// <summary>Returns 0 where every tenant's trail is as it was written, 2 where something is wrong.</summary>
    private static async Task<int> VerifyAuditAsync(IServiceProvider services)
    {
        var result = 0;
        var runner = services.GetRequiredService<TenantRunner>();
        foreach (var tenant in await services.GetRequiredService<TenantDirectory>().ListAsync())
        {
            await runner.ForTenantAsync(tenant.Id, async (mine, cancel) =>
            {
                var check = (await mine.GetRequiredService<AuditVerification>().VerifyAsync(cancel)).Value!;
                Console.WriteLine(FormattableString.Invariant($"{tenant.Subdomain}: {check.Rows} entries in {check.Blocks} blocks, {check.Wrong} wrong, {check.NotChecked} not checked"));
                foreach (var finding in check.Findings)
                {
                    Console.WriteLine(FormattableString.Invariant($"  {finding.Book}: {finding.Words} {finding.Row} {finding.At:u}"));
                }

                result = check.Wrong > 0 ? Wrong : result;
            });
        }

        return result;
    }
}
