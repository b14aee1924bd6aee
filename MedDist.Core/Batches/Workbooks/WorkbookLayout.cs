using MedDist.Core.Kernel;

namespace MedDist.Core.Batches.Workbooks;

/// <summary>How a workbook is read: which column each field stands in, in which order dates are written, and what its words mean here.</summary>
/// <param name="Columns">By field, the column from 0.</param>
/// <param name="Dates">By field, what somebody said of the order; what the column says itself is not kept here.</param>
/// <param name="Words">By the other side's word in small letters, ours.</param>
/// <param name="Defaults">By field, what holds where the workbook says nothing.</param>
public sealed record WorkbookLayout(IReadOnlyDictionary<string, int> Columns, IReadOnlyDictionary<string, DateOrder> Dates, IReadOnlyDictionary<string, string> Words, IReadOnlyDictionary<string, string> Defaults)
{
    public static readonly WorkbookLayout Empty = new(new Dictionary<string, int>(), new Dictionary<string, DateOrder>(), new Dictionary<string, string>(), new Dictionary<string, string>());

    public int? ColumnOf(string field) => Columns.TryGetValue(field, out var column) ? column : null;

    /// <summary>The same with a field in another column; null takes it out. The column's field before has none any more.</summary>
    public WorkbookLayout Map(string field, int? column)
    {
        var columns = Columns.Where(c => c.Key != field && c.Value != column).ToDictionary();
        if (column is { } at)
        {
            columns[field] = at;
        }

        return this with { Columns = columns };
    }

    public WorkbookLayout Say(string field, DateOrder? order) => this with { Dates = With(Dates, field, order ?? default, order is not null) };

    public WorkbookLayout Mean(string word, string? ours) => this with { Words = With(Words, WordKey(word), ours ?? "", ours is not null) };

    public WorkbookLayout Assume(string field, string? value) => this with { Defaults = With(Defaults, field, value ?? "", !string.IsNullOrWhiteSpace(value)) };

    /// <summary>How the other side's words are compared.</summary>
    public static string WordKey(string word) => WorkbookFields.Plain(word);

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> all, string key, T? value, bool there)
    {
        var copy = all.ToDictionary();
        copy.Remove(key);
        if (there)
        {
            copy[key] = value!;
        }

        return copy;
    }
}

/// <summary>What is remembered of one partner's workbooks of one kind: their headings in their order, what they mean, and the words they use. Nothing of any row.</summary>
public sealed class RememberedLayout : TenantEntity
{
    /// <summary>What such workbooks are about, for example <c>verifications</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whose workbooks.</summary>
    public required Guid ManufacturerId { get; init; }

    /// <summary>The headings from the first column on.</summary>
    public IReadOnlyList<string> Headings { get; private set; } = [];

    public WorkbookLayout Layout { get; private set; } = WorkbookLayout.Empty;

    public DateTimeOffset UsedAt { get; private set; }

    public string UsedByName { get; private set; } = "";

    public void Remember(IReadOnlyList<string> headings, WorkbookLayout layout, string byName, DateTimeOffset now) =>
        (Headings, Layout, UsedByName, UsedAt) = ([.. headings], layout with { Defaults = WorkbookLayout.Empty.Defaults }, byName, now);

    /// <summary>The same for a workbook with these headings, wherever they stand now; null where too few of them are there.</summary>
    public WorkbookLayout? For(IReadOnlyList<string> headings)
    {
        var now = headings.Select(WorkbookFields.Plain).ToList();
        Dictionary<string, int> columns = [];
        foreach (var (field, column) in Layout.Columns)
        {
            if (column < Headings.Count && now.IndexOf(WorkbookFields.Plain(Headings[column])) is >= 0 and var at && !columns.ContainsValue(at))
            {
                columns[field] = at;
            }
        }

        return columns.Count == 0 || columns.Count * 2 < Layout.Columns.Count ? null : Layout with { Columns = columns };
    }
}
