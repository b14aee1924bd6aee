using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Manufacturers;

/// <summary>
/// Lets somebody without an account in by a token: finds the tenant that the token names, looks the rest up as the system of that tenant alone, and works in a scope whose caller is the manufacturer.
/// </summary>
public sealed class ReplyDoor(TenantDirectory tenants, IServiceScopeFactory scopes)
{
    /// <summary>Does the work; false where the token is wrong, or belongs to another tenant than the address it came to.</summary>
    /// <param name="text">The token.</param>
    /// <param name="atTenant">The tenant whose own address was called; null at the bare address.</param>
    /// <param name="ip">From where.</param>
    /// <param name="work">What to do, with the token's hash.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<bool> TryAsync(string? text, Guid? atTenant, string? ip, Func<ManufacturerReplies, string, Task> work, CancellationToken cancel)
    {
        if (LinkToken.Read(text) is not { } token || await tenants.FindAsync(token.Subdomain, cancel) is not { IsActive: true } tenant || (atTenant is { } own && own != tenant.Id))
        {
            return false;
        }

        if (await NameAsync(tenant.Id, token.Hash, cancel) is not { } name)
        {
            return false;
        }

        await using var scope = ScopeOf(new ReplyCall(tenant.Id, name, ip));
        await work(scope.ServiceProvider.GetRequiredService<ManufacturerReplies>(), token.Hash);
        return true;
    }

    private async Task<string?> NameAsync(Guid tenant, string hash, CancellationToken cancel)
    {
        await using var scope = ScopeOf(new SystemCall(tenant));
        return await scope.ServiceProvider.GetRequiredService<ManufacturerReplies>().NameAsync(hash, cancel);
    }

    private AsyncServiceScope ScopeOf(ICallContext who)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Become(who);
        return scope;
    }
}
