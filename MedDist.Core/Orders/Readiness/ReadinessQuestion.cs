namespace MedDist.Core.Orders.Readiness;

/// <summary>What is known of an order that is being written. Nothing of it needs to be saved, and nothing is.</summary>
public sealed record ReadinessQuestion
{
    /// <summary>The draft, or the order that was sent back: its own documents count, and it is no duplicate of itself.</summary>
    public required Guid DraftId { get; init; }

    public Guid? RecipientId { get; init; }

    public Guid? OrganizationId { get; init; }

    public Guid? ProviderId { get; init; }

    public DateOnly? ServiceDate { get; init; }

    public DateOnly? DeliverBy { get; init; }

    public ShippingSpeed Speed { get; init; } = ShippingSpeed.StandardNextDay;

    public OrderType Type { get; init; }

    /// <summary>The products chosen so far, of one manufacturer or several.</summary>
    public IReadOnlyList<Guid> ProductIds { get; init; } = [];

    /// <summary>Asks the same as another question; a page need not ask again.</summary>
    public bool IsSameAs(ReadinessQuestion? other) => other is not null && this with { ProductIds = [] } == other with { ProductIds = [] } && ProductIds.SequenceEqual(other.ProductIds);
}

/// <summary>What one check says.</summary>
public enum ReadinessState
{
    /// <summary>The order cannot be submitted so.</summary>
    Blocks,

    /// <summary>It can be submitted, and somebody will have to deal with it.</summary>
    Warning,

    /// <summary>The check could not run; never shown as passed.</summary>
    NotChecked,

    Ok,
}

/// <summary>One check of an order that is being written.</summary>
/// <param name="Code">Stable name; that of the flag that the order would have, where there is one.</param>
/// <param name="State">What it says.</param>
/// <param name="Title">Two or three words.</param>
/// <param name="Sentence">What is so, and what to do or what will happen.</param>
/// <param name="OrderId">The other order that it is about, where the caller may see it.</param>
public sealed record ReadinessPoint(string Code, ReadinessState State, string Title, string Sentence, Guid? OrderId = null);

/// <summary>The checks of the order that goes to one manufacturer; without a product yet, of no manufacturer.</summary>
public sealed record ReadinessPart(Guid? ManufacturerId, string? Manufacturer, IReadOnlyList<ReadinessPoint> Points)
{
    /// <summary>The documents that are not on file, in the manufacturer's words.</summary>
    public IReadOnlyList<string> Wanted { get; init; } = [];
}

/// <summary>What will happen on submit.</summary>
public sealed record ReadinessAnswer(IReadOnlyList<ReadinessPart> Parts)
{
    public IEnumerable<ReadinessPoint> Points => Parts.SelectMany(p => p.Points);

    /// <summary>The documents that any of the manufacturers still wants, each once.</summary>
    public IReadOnlyList<string> Wanted => [.. Parts.SelectMany(p => p.Wanted).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether a check forbids to submit.</summary>
    public bool IsBlocked => Points.Any(p => p.State == ReadinessState.Blocks);

    /// <summary>All in one sentence, for the head of the panel and for screen readers.</summary>
    public string Summary
    {
        get
        {
            var (blocks, warnings, unchecked_) = (Count(ReadinessState.Blocks), Count(ReadinessState.Warning), Count(ReadinessState.NotChecked));
            List<string> parts = [];
            Add(blocks, "problem that blocks", "problems that block");
            Add(warnings, "warning", "warnings");
            Add(unchecked_, "not checked", "not checked");
            return parts.Count == 0 ? "Ready to submit." : $"{(blocks > 0 ? "Cannot be submitted yet" : "Can be submitted")}: {string.Join(", ", parts)}.";

            int Count(ReadinessState state) => Points.Count(p => p.State == state);

            void Add(int count, string one, string many)
            {
                if (count > 0)
                {
                    parts.Add($"{count} {(count == 1 ? one : many)}");
                }
            }
        }
    }
}
