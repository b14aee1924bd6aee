using MedDist.Core.Auditing;
using MedDist.Core.Documents;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>What of an order goes beyond the screen or is shown on purpose: its form, its paper, its recipient's name. Each time is recorded.</summary>
public sealed class OrderDisclosure(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, TenantDirectory tenants, PhiAccess phi, TimeProvider clock)
{
    /// <summary>The PDF of an order, without forwarding it; recorded as an export. Fails as not found, not your role (it names the recipient and prices), or incomplete.</summary>
    public async Task<Result<MadeDocument>> FormAsync(Guid orderId, CancellationToken cancel = default)
    {
        if (!OrderPermissions.SeesRecipientNames(call.Role) || !OrderPermissions.SeesPrices(call.Role))
        {
            return OrderFailures.NotReadingForms;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var order = await db.VisibleOrders().AsNoTracking()
            .Include(o => o.Items).ThenInclude(i => i.Product)
            .Include(o => o.Manufacturer).Include(o => o.Recipient).Include(o => o.Provider).Include(o => o.Facility).Include(o => o.Organization)
            .FirstOrDefaultAsync(o => o.Id == orderId, cancel);
        if (order is null)
        {
            return OrderFailures.NotFound;
        }

        if (order.MissingParts() is { Count: > 0 } missing)
        {
            return OrderFailures.Incomplete(missing);
        }

        var tenant = (await tenants.FindAsync(call.TenantId!.Value, cancel))!;
        var pdf = OrderFormPdf.Build(order, tenant, clock.GetUtcNow());
        await phi.RecordAsync("order", orderId, PhiAction.Export, "Order form as PDF", cancel);
        return new MadeDocument($"{order.OrderNumber}-preview.pdf", "application/pdf", pdf);
    }

    /// <summary>Records that the page of an order went to paper.</summary>
    public Task PrintedAsync(Guid orderId, CancellationToken cancel = default) => phi.RecordAsync("order", orderId, PhiAction.Print, "Order page printed", cancel);

    /// <summary>The recipient of an order by name, and the record of the reveal; null for callers who may not read it.</summary>
    public async Task<string?> RevealRecipientAsync(Guid orderId, CancellationToken cancel = default)
    {
        if (!OrderPermissions.SeesRecipientNames(call.Role))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var name = await db.VisibleOrders().Where(o => o.Id == orderId).Select(o => o.RecipientName).FirstOrDefaultAsync(cancel);
        if (name is not null)
        {
            await phi.RecordAsync("order", orderId, PhiAction.Reveal, "Recipient's name shown", cancel);
        }

        return name;
    }
}
