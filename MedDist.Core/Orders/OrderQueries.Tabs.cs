using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using MedDist.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace MedDist.Core.Orders;

/// <summary>
/// What is asked most, with each change of tab and each live refresh: a tab of open or finished orders, most urgent first, as it stands or of one manufacturer or facility. Compiled once, because
/// on an embedded database building such a question anew takes as long as answering it; and one question, the page and how many there are. A test holds its answers against those of the general way.
/// </summary>
public sealed partial class OrderQueries
{
    private static readonly ConditionalWeakTable<IModel, TabQueries> Compiled = [];

    private static readonly OrderFilter AsItStands = new();

    private enum TabKind
    {
        Section,
        SectionOfManufacturer,
        SectionOfFacility,
        Mine,
        Failed,
    }

    /// <summary>The compiled question behind a filter, for a caller whose role sees all of it; null where the general way has to answer.</summary>
    private static TabQuestion? PlainTab(MedDistDbContext db, OrderFilter filter)
    {
        var rest = filter with { Tab = AsItStands.Tab, ManufacturerId = null, FacilityId = null, Skip = 0, Take = AsItStands.Take };
        if (!db.SeesAllOrders() || rest != AsItStands)
        {
            return null;
        }

        return (OrderFilter.SectionOf(filter.Tab), filter.ManufacturerId, filter.FacilityId) switch
        {
            ({ } section, null, null) => new(TabKind.Section, section, Guid.Empty),
            ({ } section, { } manufacturer, null) => new(TabKind.SectionOfManufacturer, section, manufacturer),
            ({ } section, null, { } facility) => new(TabKind.SectionOfFacility, section, facility),
            (null, null, null) when filter.Tab == QueueTab.Failed => new(TabKind.Failed, default, Guid.Empty),
            (null, null, null) when filter.Tab == QueueTab.Mine && db.Call.UserId is { } me => new(TabKind.Mine, default, me),
            _ => null,
        };
    }

    private async Task<OrderPage> TabAsync(MedDistDbContext db, TabQuestion asked, OrderFilter filter, CancellationToken cancel)
    {
        var (query, skip, take, total) = (Compiled.GetValue(db.Model, _ => new TabQueries()).Of(asked.Kind), SkipOf(filter), TakeOf(filter), 0);
        List<OrderRow> rows = new(take);
        await foreach (var found in query.Page(db, asked.Section, asked.Id, skip, take).WithCancellation(cancel))
        {
            total = found.Total;
            rows.Add(Shown(found.Row));
        }

        // Behind the end there is no row to bring the number along.
        return new(rows, rows.Count > 0 || skip == 0 ? total : await query.Count(db, asked.Section, asked.Id, cancel));
    }

    /// <summary>Stands in a compiled question for the condition of its kind.</summary>
    private static bool IsIn(Order order, QueueSection section, Guid id) => throw new NotSupportedException();

    private readonly record struct TabQuestion(TabKind Kind, QueueSection Section, Guid Id);

    private sealed record Counted(OrderRow Row, int Total);

    /// <summary>EF compiles for one model: there is one of these for each database in a process.</summary>
    private sealed class TabQueries
    {
        private readonly ConcurrentDictionary<TabKind, TabQuery> known = [];

        public TabQuery Of(TabKind kind) => known.GetOrAdd(kind, k => new(ConditionOf(k)));

        public Func<MedDistDbContext, Guid, CancellationToken, Task<OpenNumbers?>> Open { get; } = EF.CompileAsyncQuery((MedDistDbContext db, Guid me, CancellationToken cancel) => db.Tenants.Select(t => new OpenNumbers(
            db.Orders.Count(o => o.Section == QueueSection.RequiresAction),
            db.Orders.Count(o => o.Section == QueueSection.WithProvider),
            db.Orders.Count(o => o.Section == QueueSection.WithManufacturer),
            db.Orders.Count(o => o.Section == QueueSection.InTransit),
            db.Orders.Where(o => o.Section != QueueSection.Draft && o.ClaimedByUserId == me).Take(QueueCounts.Most + 1).Count(),
            db.Orders.Where(o => o.Section != QueueSection.Draft && o.SendState == SendState.Failed).Take(QueueCounts.Most + 1).Count())).FirstOrDefault());

        public Func<MedDistDbContext, CancellationToken, Task<int>> Done { get; } = EF.CompileAsyncQuery(
            (MedDistDbContext db, CancellationToken cancel) => db.Orders.Where(o => o.Section == QueueSection.Done).Take(QueueCounts.Most + 1).Count());

        private static Expression<Func<Order, QueueSection, Guid, bool>> ConditionOf(TabKind kind) => kind switch
        {
            TabKind.Section => (o, section, id) => o.Section == section,
            TabKind.SectionOfManufacturer => (o, section, id) => o.Section == section && o.ManufacturerId == id,
            TabKind.SectionOfFacility => (o, section, id) => o.Section == section && o.FacilityId == id,
            TabKind.Mine => (o, section, id) => o.ClaimedByUserId == id,
            _ => (o, section, id) => o.SendState == SendState.Failed,
        };
    }

    /// <summary>A page with the number of all that match, and that number alone.</summary>
    private sealed class TabQuery(LambdaExpression condition)
    {
        // Parties are joined before the page is cut, so that the database reads in the order of the index and sorts nothing.
        private static readonly Expression<Func<MedDistDbContext, QueueSection, Guid, int, int, IQueryable<Counted>>> PageQuestion = (db, section, id, skip, take) =>
            db.Orders.Where(o => o.Section != QueueSection.Draft && IsIn(o, section, id))
                .LeftJoin(db.Users, o => o.ProviderId, u => u.Id, (o, u) => new { Order = o, Provider = u })
                .LeftJoin(db.Facilities, r => r.Order.FacilityId, f => f.Id, (r, f) => new { r.Order, r.Provider, Facility = f })
                .LeftJoin(db.Manufacturers, r => r.Order.ManufacturerId, m => m.Id, (r, m) => new OrderParts { Order = r.Order, Provider = r.Provider, Facility = r.Facility, Manufacturer = m })
                .OrderBy(r => r.Order.QueuePosition).ThenBy(r => r.Order.Id).Skip(skip).Take(take).Select(PartsToRow)
                .Select(r => new Counted(r, db.Orders.Count(o => o.Section != QueueSection.Draft && IsIn(o, section, id))));

        private static readonly Expression<Func<MedDistDbContext, QueueSection, Guid, CancellationToken, int>> CountQuestion = (db, section, id, cancel) =>
            db.Orders.Count(o => o.Section != QueueSection.Draft && IsIn(o, section, id));

        public Func<MedDistDbContext, QueueSection, Guid, int, int, IAsyncEnumerable<Counted>> Page { get; } = EF.CompileAsyncQuery(With(condition, PageQuestion));

        public Func<MedDistDbContext, QueueSection, Guid, CancellationToken, Task<int>> Count { get; } = EF.CompileAsyncQuery(With(condition, CountQuestion));

        private static Expression<T> With<T>(LambdaExpression condition, Expression<T> question) => (Expression<T>)new Conditioned(condition).Visit(question);
    }

    /// <summary>Puts the condition where the question says <see cref="IsIn"/>.</summary>
    private sealed class Conditioned(LambdaExpression condition) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node) => node.Method.Name == nameof(IsIn) && node.Method.DeclaringType == typeof(OrderQueries)
            ? ReplacingExpressionVisitor.Replace([.. condition.Parameters], [.. node.Arguments], condition.Body)
            : base.VisitMethodCall(node);
    }

    private sealed record OpenNumbers(int Action, int Returned, int Manufacturer, int Transit, int Mine, int Failed)
    {
        public int Sum => Action + Returned + Manufacturer + Transit;

        public QueueCounts Counts => new(new Dictionary<QueueTab, int>
        {
            [QueueTab.Action] = Action,
            [QueueTab.Mine] = Mine,
            [QueueTab.Manufacturer] = Manufacturer,
            [QueueTab.Failed] = Failed,
            [QueueTab.Returned] = Returned,
            [QueueTab.Transit] = Transit,
        });
    }
}
