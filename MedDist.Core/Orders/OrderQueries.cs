using System.Linq.Expressions;
using MedDist.Core.Kernel;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Reads lists of orders for one caller.</summary>
public sealed partial class OrderQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>One page of the queue, and how many match.</summary>
    public async Task<OrderPage> ListAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);

        // One connection for both questions: opening it tells the database the tenant, which costs a round trip.
        await db.Database.OpenConnectionAsync(cancel);
        if (filter.Group == OrderGroup.Episode)
        {
            return await EpisodesAsync(db, filter, cancel);
        }

        if (PlainTab(db, filter) is { } section)
        {
            return await TabAsync(db, section, filter, cancel);
        }

        var matching = Matching(db, filter);
        var rows = await Ordered(matching, filter).Skip(SkipOf(filter)).Take(TakeOf(filter)).Select(ToRow).ToListAsync(cancel);
        return new([.. rows.Select(Shown)], IsWhole(rows, filter) ? rows.Count : await matching.CountAsync(cancel));
    }

    private static int SkipOf(OrderFilter filter) => Math.Max(0, filter.Skip);

    private static int TakeOf(OrderFilter filter) => Math.Clamp(filter.Take, 1, OrderFilter.MaxPageSize);

    /// <summary>The first page holds all there is, so that nothing need be counted.</summary>
    private static bool IsWhole(List<OrderRow> rows, OrderFilter filter) => rows.Count > 0 && filter.Skip == 0 && rows.Count < filter.Take;

    /// <summary>One row by its id, as the list would show it; null when the caller may not see it.</summary>
    public async Task<OrderRow?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.VisibleOrders().Where(o => o.Id == id).Select(ToRow).FirstOrDefaultAsync(cancel);
        return row is null ? null : Shown(row);
    }

    /// <summary>Rows by their ids, in no order; without those that the caller may not see.</summary>
    public async Task<IReadOnlyList<OrderRow>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.VisibleOrders().Where(o => ids.Contains(o.Id)).Select(ToRow).ToListAsync(cancel);
        return [.. rows.Select(Shown)];
    }

    /// <summary>Manufacturers and facilities that orders of this caller can be filtered by.</summary>
    public async Task<OrderFilterChoices> ChoicesAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return new(
            await db.Manufacturers.OrderBy(m => m.Name).Select(m => new Choice(m.Id, m.Name)).ToListAsync(cancel),
            await FacilitiesOf(db).OrderBy(f => f.Name).Select(f => new Choice(f.Id, f.Name)).ToListAsync(cancel));
    }

    /// <summary>Who is limited to assignments must not read the names of other customers' facilities off a filter.</summary>
    private IQueryable<Facility> FacilitiesOf(MedDistDbContext db) => call.Role is { } role && !role.IsLimitedToAssignments()
        ? db.Facilities
        : db.Facilities.Where(f => db.SubmittedOrders().Any(o => o.FacilityId == f.Id));

    /// <summary>The orders that a filter shows the caller of the context, in no order.</summary>
    public static IQueryable<Order> Matching(MedDistDbContext db, OrderFilter filter)
    {
        var orders = db.SubmittedOrders();
        var me = db.Call.UserId;
        return Narrowed(filter.Tab switch
        {
            QueueTab.Mine => orders.Where(o => o.ClaimedByUserId == me && o.ClaimedByUserId != null),
            QueueTab.Failed => orders.Where(o => o.SendState == SendState.Failed),
            _ => OrderFilter.SectionOf(filter.Tab) is { } section ? orders.Where(o => o.Section == section) : orders,
        }, filter);
    }

    /// <summary>Search and filters, without the tab.</summary>
    private static IQueryable<Order> Narrowed(IQueryable<Order> orders, OrderFilter filter)
    {
        orders = filter.ManufacturerId is { } manufacturer ? orders.Where(o => o.ManufacturerId == manufacturer) : orders;
        orders = filter.FacilityId is { } facility ? orders.Where(o => o.FacilityId == facility) : orders;
        orders = filter.Status is { } status ? orders.Where(o => o.Status == status) : orders;
        orders = filter.Ivr is { } ivr ? orders.Where(o => o.IvrState == ivr) : orders;
        orders = filter.RushOnly ? orders.Where(o => o.Type == OrderType.Rush) : orders;
        orders = filter.SubmittedFrom is { } from ? orders.Where(o => o.ProviderSubmittedAt >= from) : orders;
        orders = filter.SubmittedBefore is { } before ? orders.Where(o => o.ProviderSubmittedAt < before) : orders;
        orders = filter.Flag is { } flag ? orders.WithFlag(flag) : orders;
        foreach (var word in (filter.Search ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
            orders = orders.Where(o => o.SearchText.Contains(word));
        }

        return orders;
    }

    private static IOrderedQueryable<Order> Ordered(IQueryable<Order> orders, OrderFilter filter) => filter.Sort switch
    {
        OrderSort.Number => By(orders, o => o.OrderNumber, filter.Descending),
        OrderSort.Recipient => By(orders, o => o.RecipientName, filter.Descending),
        OrderSort.ServiceDate => By(orders, o => o.ServiceDate, filter.Descending),
        OrderSort.DeliveryDate => By(orders, o => o.RequestedDeliveryDate, filter.Descending),
        OrderSort.Submitted => By(orders, o => o.ProviderSubmittedAt, filter.Descending),
        _ => By(orders, o => o.QueuePosition, filter.Descending),
    };

    private static IOrderedQueryable<Order> By<TKey>(IQueryable<Order> orders, Expression<Func<Order, TKey>> key, bool descending) =>
        descending ? orders.OrderByDescending(key).ThenByDescending(o => o.Id) : orders.OrderBy(key).ThenBy(o => o.Id);

    /// <summary>The row as the caller may see it: names only for those who need them, and no word of other orders to those who may not see all.</summary>
    private OrderRow Shown(OrderRow row) => row with
    {
        RecipientName = row.RecipientName is { } name && !OrderPermissions.SeesRecipientNames(call.Role) ? Recipient.Mask(name) : row.RecipientName,
        Flags = call.Role is { } role && role.IsLimitedToAssignments() ? [.. row.Flags.Where(f => f.OrderId is null)] : row.Flags,
    };

    private static readonly Expression<Func<Order, OrderRow>> ToRow = o => new OrderRow
    {
        Id = o.Id,
        Version = o.Version,
        OrderNumber = o.OrderNumber,
        Type = o.Type,
        Status = o.Status,
        SendState = o.SendState,
        RecipientName = o.RecipientName,
        RecipientId = o.RecipientId,
        ManufacturerId = o.ManufacturerId,
        ProviderName = o.Provider!.FullName,
        FacilityName = o.Facility!.Name,
        ManufacturerName = o.Manufacturer!.Name,
        ServiceDate = o.ServiceDate,
        RequestedDeliveryDate = o.RequestedDeliveryDate,
        ProviderSubmittedAt = o.ProviderSubmittedAt,
        SendBy = o.SendBy,
        ManufacturerSubmittedAt = o.ManufacturerSubmittedAt,
        IvrState = o.IvrState,
        IvrSentence = o.IvrSentence,
        ClaimedByUserId = o.ClaimedByUserId,
        ClaimedByName = o.ClaimedByName,
        SendByReason = o.SendByReason,
        Flags = o.Flags,
        IsHoldOver = o.HoldOverAt != null,
        ShipmentProblem = o.ShipmentProblem,
    };
}

/// <summary>Something to pick from a list.</summary>
public sealed record Choice(Guid Id, string Name);

/// <summary>What orders can be filtered by.</summary>
public sealed record OrderFilterChoices(IReadOnlyList<Choice> Manufacturers, IReadOnlyList<Choice> Facilities);
