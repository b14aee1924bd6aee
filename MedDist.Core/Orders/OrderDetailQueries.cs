using MedDist.Core.Documents;
using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Recipients;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Reads one order with everything the detail pane shows.</summary>
public sealed class OrderDetailQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call, OrderQueries rows)
{
    /// <summary>The actions the pane offers, in its order.</summary>
    public static readonly IReadOnlyList<OrderAction> PaneActions =
        [OrderAction.Approve, OrderAction.Forward, OrderAction.SendBack, OrderAction.Deny, OrderAction.Hold, OrderAction.Release, OrderAction.WithdrawApproval, OrderAction.Cancel];

    /// <summary>Further steps that the page of an order offers while they are possible: those of the provider, done on behalf, and what a manufacturer tells by phone.</summary>
    public static readonly IReadOnlyList<OrderAction> FurtherActions =
        [OrderAction.Resubmit, OrderAction.Confirm, OrderAction.RejectByManufacturer, OrderAction.Receive, OrderAction.Use, OrderAction.Close];

    /// <summary>The order, or null when the caller may not see it.</summary>
    public async Task<OrderDetails?> GetAsync(Guid id, CancellationToken cancel = default)
    {
        if (await rows.FindAsync(id, cancel) is not { } row)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var order = await db.VisibleOrders().AsNoTracking()
            .Include(o => o.Items).ThenInclude(i => i.Product)
            .Include(o => o.Events)
            .Include(o => o.Recipient).Include(o => o.Provider).Include(o => o.Facility).Include(o => o.Organization)
            .Include(o => o.Manufacturer!).ThenInclude(m => m.Contacts)
            .Include(o => o.Manufacturer!).ThenInclude(m => m.Settings)
            .AsSplitQuery().FirstOrDefaultAsync(o => o.Id == id, cancel);
        return order is null ? null : await DetailsAsync(db, order, row, cancel);
    }

    private async Task<OrderDetails> DetailsAsync(MedDistDbContext db, Order order, OrderRow row, CancellationToken cancel) => new()
    {
        Row = row,
        Recipient = RecipientParty(order.Recipient, row.RecipientName),
        Provider = order.Provider is { } provider ? new(provider.Id, provider.FullName, Lines(Labelled("NPI", provider.Npi))) : null,
        Facility = order.Facility is { } facility ? new(facility.Id, facility.Name, Lines(facility.ShipTo?.ToString(), facility.Details.Phone)) : null,
        Organization = order.Organization is { } organization ? new(organization.Id, organization.Name, []) : null,
        Manufacturer = order.Manufacturer is { } manufacturer ? new(manufacturer.Id, manufacturer.Name, Lines(manufacturer.Contact.Phone)) : null,
        Notes = order.Notes,
        InternalNotes = OrderPermissions.MayTriage(call.Role) ? order.InternalNotes : null,
        StatusReason = order.StatusReason,
        IvrBypassReason = order.IvrBypassReason,
        SendError = order.SendError,
        IvrValidThrough = order.IvrValidThrough,
        HeldUntil = order.HeldUntil,
        ShippingSpeed = order.ShippingSpeed,
        RequestType = order.RequestType,
        DeliveryInstructions = order.DeliveryInstructions,
        Intake = order.Intake,
        Items = [.. order.Items.Select(i => new OrderItemRow(i.Id, i.Product!.Name, i.Product.Code, i.Product.Sku, i.Quantity, OrderPermissions.SeesPrices(call.Role) ? i.UnitPrice : null, string.Join(", ", i.Specifications.Values), i.Notes))],
        Verifications = await VerificationsAsync(db, order, cancel),
        Documents = await DocumentsAsync(db, order.Id, cancel),
        Shipments = await ShipmentsAsync(db, order.Id, cancel),
        Timeline = [.. order.Events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => new OrderEventRow(e.Action, e.From, e.To, e.At, e.ByName, e.Comment, e.OnBehalf))],
        Actions = PaneActions.Concat(FurtherActions).ToDictionary(a => a, a => OrderWorkflow.Refusal(order, a, call.Role)),
        UndoUntil = await UndoUntilAsync(db, order, cancel),
        Contacts = order.Manufacturer is { } m ? OrderForwarding.ContactsOf(m) : null,
    };

    private OrderParty? RecipientParty(Recipient? recipient, string? shownName) => recipient is null
        ? null
        : new(recipient.Id, shownName ?? "", OrderPermissions.SeesRecipientNames(call.Role)
            ? Lines(Labelled("Born", recipient.DateOfBirth?.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)), Labelled("No.", recipient.Identifier))
            : []);

    private static async Task<List<OrderVerificationRow>> VerificationsAsync(MedDistDbContext db, Order order, CancellationToken cancel) => await db.Verifications
        .Where(v => v.IsOpen && v.RecipientId == order.RecipientId && v.ManufacturerId == order.ManufacturerId).OrderBy(v => v.Type)
        .Select(v => new OrderVerificationRow(v.Id, v.Type, v.Status, v.VerifiedOn, v.ExpiresOn, v.Reason)).ToListAsync(cancel);

    private static async Task<List<OrderDocumentRow>> DocumentsAsync(MedDistDbContext db, Guid orderId, CancellationToken cancel) =>
    [
        .. (await db.Documents.AsNoTracking().Where(d => d.OwnerType == DocumentOwner.Order && d.OwnerId == orderId).OrderByDescending(d => d.Id).ToListAsync(cancel))
            .Select(d => new OrderDocumentRow(d.Id, d.Type, d.Status, d.File?.FileName ?? (d.SignerUserId is not null ? "Order form" : d.Type.ToString()), d.CreatedAt)
            {
                HasFile = d.FileKey is not null,
                Signing = d.Signatures is [.., var last] ? new(last.Name, last.SignedAt) : null,
                VoidReason = d.VoidReason,
            }),
    ];

    private static async Task<List<OrderShipmentRow>> ShipmentsAsync(MedDistDbContext db, Guid orderId, CancellationToken cancel) => await db.Shipments
        .Where(s => s.OrderId == orderId).OrderBy(s => s.Id)
        .Select(s => new OrderShipmentRow(s.Id, s.Carrier, s.TrackingNumber, s.Status, s.ShippedAt, s.DeliveredAt)).ToListAsync(cancel);

    private static async Task<DateTimeOffset?> UndoUntilAsync(MedDistDbContext db, Order order, CancellationToken cancel) =>
        order.SendState == SendState.Waiting && await OrderForwarding.OpenItemAsync(db, order.Id, cancel) is { Status: QueueStatus.Pending, Attempts: 0 } item ? item.ProcessAfter : null;

    private static string? Labelled(string label, string? value) => value is null ? null : $"{label} {value}";

    private static List<string> Lines(params string?[] lines) => [.. lines.OfType<string>().Where(l => l.Length > 0)];
}
