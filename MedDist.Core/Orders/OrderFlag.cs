using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using MedDist.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Orders;

/// <summary>How much a flag weighs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlagSeverity>))]
public enum FlagSeverity
{
    /// <summary>The order cannot go on before it is dealt with, or only with a reason.</summary>
    Blocks,

    /// <summary>Somebody should look.</summary>
    Warns,

    /// <summary>Good to know; lists show it only as a number.</summary>
    Informs,
}

/// <summary>A kind of flag, raised by one rule.</summary>
/// <param name="Code">Stable name, lower-case words with dots, at most 40 characters; addresses and filters use it.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Label">Two or three words for lists.</param>
/// <param name="UntilSent">Whether it is over once the order has left for the manufacturer; others stay until the order is finished.</param>
public sealed record FlagKind(string Code, FlagSeverity Severity, string Label, bool UntilSent = true);

/// <summary>Why a flag is raised: one sentence that says what is wrong and what to do, without names of recipients and without prices; and the other order it is about, if any.</summary>
public sealed record FlagReason(string Sentence, Guid? OrderId = null)
{
    [return: NotNullIfNotNull(nameof(sentence))]
    public static implicit operator FlagReason?(string? sentence) => sentence is null ? null : new(sentence);
}

/// <summary>A flag on an order, as it is stored with it.</summary>
public sealed record OrderFlag(string Code, FlagSeverity Severity, string Label, string Reason, bool UntilSent, Guid? OrderId = null);

/// <summary>
/// Raises one kind of flag. An area adds one by a class of its own and a line in its module (<see cref="OrderFlagRegistration.AddOrderFlag{T}"/>); the queue, its filter and the order
/// show it without knowing it. Rules hold no state and ask no clock: <see cref="OrderSurroundings"/> tells them the day.
/// </summary>
public interface IOrderFlagRule
{
    FlagKind Kind { get; }

    /// <summary>Why the order has the flag, or null when it has not. Only asked for submitted orders that are not finished.</summary>
    FlagReason? Judge(Order order, OrderSurroundings around);

    /// <summary>Reads what the rule needs beyond <see cref="OrderSurroundings"/>, for a whole batch in one query, and keeps it in <paramref name="facts"/>.</summary>
    Task ReadAsync(MedDistDbContext db, IReadOnlyList<Order> orders, FlagFacts facts, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>What rules have read for a batch of orders, by its type.</summary>
public sealed class FlagFacts
{
    private readonly Dictionary<Type, object> byType = [];

    public void Keep<T>(T facts)
        where T : class => byType[typeof(T)] = facts;

    public T? Find<T>()
        where T : class => byType.GetValueOrDefault(typeof(T)) as T;
}

/// <summary>All rules that raise flags.</summary>
public sealed class OrderFlags
{
    public OrderFlags(IEnumerable<IOrderFlagRule> rules)
    {
        Rules = [.. rules.OrderBy(r => r.Kind.Severity).ThenBy(r => r.Kind.Label, StringComparer.Ordinal)];
        if (Rules.GroupBy(r => r.Kind.Code).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two rules raise the flag {twice.Key}.");
        }
    }

    /// <summary>The worst first.</summary>
    public IReadOnlyList<IOrderFlagRule> Rules { get; }

    /// <summary>The kind with this code, or null.</summary>
    public FlagKind? Find(string? code) => Rules.FirstOrDefault(r => r.Kind.Code == code)?.Kind;

    /// <summary>The flags of one order, the worst first.</summary>
    public IReadOnlyList<OrderFlag> Of(Order order, OrderSurroundings around) => !order.IsFlagged ? [] :
    [
        .. from rule in Rules
           where !rule.Kind.UntilSent || order.IsBeforeSending
           let reason = rule.Judge(order, around)
           where reason is not null
           select new OrderFlag(rule.Kind.Code, rule.Kind.Severity, rule.Kind.Label, reason.Sentence, rule.Kind.UntilSent, reason.OrderId),
    ];
}

/// <summary>How an area adds a flag.</summary>
public static class OrderFlagRegistration
{
    public static IServiceCollection AddOrderFlag<T>(this IServiceCollection services)
        where T : class, IOrderFlagRule => services.AddSingleton<IOrderFlagRule, T>();
}
