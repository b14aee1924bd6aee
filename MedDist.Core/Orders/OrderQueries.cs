using System.Linq.Expressions;
using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Organizations;
using MedDist.Core.Recipients;
using MedDist.Core.Users;
using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Orders;

/// <summary>Reads lists of orders for one caller.</summary>
public sealed partial class OrderQueries(IDbContextFactory<MedDistDbContext> contexts, ICallContext call)
{
    /// <summary>One page of the queue, and how many match.</summary>
    public async Task<OrderPage> ListAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (PlainTab(db, filter) is { } asked)
        {
            return await TabAsync(db, asked, filter, cancel);
        }

        // One connection for all questions: opening it tells the database the tenant, which costs a round trip.
        await db.Database.OpenConnectionAsync(cancel);
        if (filter.Group == OrderGroup.Episode)
        {
            return await EpisodesAsync(db, filter, cancel);
        }

        var rows = await RowsOf(PageOf(db, filter)).ToListAsync(cancel);
        return new([.. rows.Select(Shown)], IsWhole(rows, filter) ? rows.Count : await Matching(db, filter).CountAsync(cancel));
    }

    private static int SkipOf(OrderFilter filter) => Math.Max(0, filter.Skip);

    private static int TakeOf(OrderFilter filter) => Math.Clamp(filter.Take, 1, OrderFilter.MaxPageSize);

    /// <summary>The first page holds all there is, so that nothing need be counted.</summary>
    private static bool IsWhole(List<OrderRow> rows, OrderFilter filter) => rows.Count > 0 && filter.Skip == 0 && rows.Count < filter.Take;

    /// <summary>One row by its id, as the list would show it; null when the caller may not see it.</summary>
    public async Task<OrderRow?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await RowsOf(db.VisibleOrders().Where(o => o.Id == id)).FirstOrDefaultAsync(cancel);
        return row is null ? null : Shown(row);
    }

    /// <summary>Rows by their ids, in no order; without those that the caller may not see.</summary>
    public async Task<IReadOnlyList<OrderRow>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await RowsOf(db.VisibleOrders().Where(o => ids.Contains(o.Id))).ToListAsync(cancel);
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

    /// <summary>The orders of one page of a list without groups.</summary>
    public static IQueryable<Order> PageOf(MedDistDbContext db, OrderFilter filter) => Ordered(Matching(db, filter), filter).Skip(SkipOf(filter)).Take(TakeOf(filter));

    /// <summary>Search and filters, without the tab.</summary>
    private static IQueryable<Order> Narrowed(IQueryable<Order> orders, OrderFilter filter)
    {
        orders = filter.ManufacturerId is { } manufacturer ? orders.Where(o => o.ManufacturerId == manufacturer) : orders;
        orders = filter.FacilityId is { } facility ? orders.Where(o => o.FacilityId == facility) : orders;
        orders = filter.Status is { } status ? orders.Where(o => o.Status == status) : orders;
        orders = filter.Ivr is { } ivr ? orders.Where(o => o.IvrState == ivr) : orders;
        orders = filter.RushOnly ? orders.Where(o => o.Type == OrderType.Rush) : orders;
        orders = filter.Flag is { } flag ? orders.WithFlag(flag) : orders;
        orders = filter.Span?.Of(orders) ?? orders;
        orders = filter.OpenOnly ? orders.Where(o => o.FinishedAt == null) : orders;
        orders = filter.SentBackOnly ? orders.Where(o => o.SentBackAt != null) : orders;
        orders = filter.UncoveredOnly ? orders.Where(o => o.IvrState != IvrState.Valid && o.IvrState != IvrState.NotRequired) : orders;
        foreach (var word in (filter.Search ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
            orders = orders.Where(o => o.SearchText.Contains(word));
        }

        return orders;
    }

    private static IOrderedQueryable<Order> Ordered(IQueryable<Order> orders, OrderFilter filter) => filter.Sort switch
    {
        // Of a list that stays short. Its numbers have an index of their own, of all orders: a database that walks that one for a page passes by all those that are done.
        OrderSort.Number when !QueueCounts.Far.Contains(filter.Tab) => By(orders, o => o.OrderNumber + "", filter.Descending),
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
    private OrderRow Shown(OrderRow row)
    {
        var limited = call.Role is { } role && role.IsLimitedToAssignments();
        if (OrderPermissions.SeesRecipientNames(call.Role) && !limited)
        {
            return row;
        }

        return row with
        {
            RecipientName = row.RecipientName is { } name && !OrderPermissions.SeesRecipientNames(call.Role) ? Recipient.Mask(name) : row.RecipientName,
            Flags = limited ? [.. row.Flags.Where(f => f.OrderId is null)] : row.Flags,
        };
    }

    private static readonly Expression<Func<OrderParts, OrderRow>> PartsToRow = p => new OrderRow
    {
        Id = p.Order.Id,
        Version = p.Order.Version,
        OrderNumber = p.Order.OrderNumber,
        Type = p.Order.Type,
        Status = p.Order.Status,
        SendState = p.Order.SendState,
        RecipientName = p.Order.RecipientName,
        RecipientId = p.Order.RecipientId,
        ManufacturerId = p.Order.ManufacturerId,
        ProviderName = p.Provider!.FullName,
        FacilityName = p.Facility!.Name,
        ManufacturerName = p.Manufacturer!.Name,
        ServiceDate = p.Order.ServiceDate,
        RequestedDeliveryDate = p.Order.RequestedDeliveryDate,
        ProviderSubmittedAt = p.Order.ProviderSubmittedAt,
        SendBy = p.Order.SendBy,
        ManufacturerSubmittedAt = p.Order.ManufacturerSubmittedAt,
        IvrState = p.Order.IvrState,
        IvrSentence = p.Order.IvrSentence,
        ClaimedByUserId = p.Order.ClaimedByUserId,
        ClaimedByName = p.Order.ClaimedByName,
        SendByReason = p.Order.SendByReason,
        Flags = p.Order.Flags,
        IsHoldOver = p.Order.HoldOverAt != null,
        ShipmentProblem = p.Order.ShipmentProblem,
    };

    /// <summary>Rows of orders that have been picked already; who the parties are is looked up for these alone.</summary>
    private static IQueryable<OrderRow> RowsOf(IQueryable<Order> orders) =>
        orders.Select(o => new OrderParts { Order = o, Provider = o.Provider, Facility = o.Facility, Manufacturer = o.Manufacturer }).Select(PartsToRow);

    /// <summary>An order with those that its row names.</summary>
    private sealed class OrderParts
    {
        public required Order Order { get; init; }

        public required User? Provider { get; init; }

        public required Facility? Facility { get; init; }

        public required Manufacturer? Manufacturer { get; init; }
    }
}

/// <summary>Something to pick from a list.</summary>
public sealed record Choice(Guid Id, string Name);

/// <summary>What orders can be filtered by.</summary>
public sealed record OrderFilterChoices(IReadOnlyList<Choice> Manufacturers, IReadOnlyList<Choice> Facilities);
