using System.Globalization;

namespace MedDist.Web.Ui;

/// <summary>A column of a list as the chooser offers it.</summary>
/// <param name="Id">Stable name; layouts that were saved refer to it.</param>
/// <param name="Title">Its full name in the chooser.</param>
/// <param name="Shown">Whether the list shows it when nobody chose.</param>
/// <param name="Width">Usual width in pixels; for a column that takes what is left, the least it needs.</param>
public sealed record ColumnChoice(string Id, string Title, bool Shown, int Width);

/// <summary>Where a column stands in a layout: shown or not, and its width in pixels; null for the usual one.</summary>
public sealed record ColumnPlace(string Id, bool Shown, int? Width = null);

/// <summary>
/// Which columns of a list one user sees, in which order and how wide. Written as one short text, <c>number,-provider,recipient.220</c>: a minus hides, a number
/// after the dot is the width. The empty layout is the list's own, and written as <c>usual</c>.
/// </summary>
public sealed record ColumnLayout(IReadOnlyList<ColumnPlace> Places)
{
    private const string UsualText = "usual";

    public const int MinWidth = 40;
    public const int MaxWidth = 600;

    public static readonly ColumnLayout Usual = new([]);

    public bool IsUsual => Places.Count == 0;

    /// <summary>Reads what <see cref="Write"/> wrote; what it does not understand counts as not said.</summary>
    public static ColumnLayout Read(string? text) => text is null or UsualText ? Usual : new([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Place).DistinctBy(p => p.Id)]);

    public string Write() => IsUsual ? UsualText : string.Join(',', Places.Select(p =>
        (p.Shown ? "" : "-") + p.Id + (p.Width is { } width ? "." + width.ToString(CultureInfo.InvariantCulture) : "")));

    /// <summary>Every column of the list in this layout's order; those it does not know stand where the list has them, those the list does not have are gone.</summary>
    public IReadOnlyList<ColumnPlace> Of(IReadOnlyList<ColumnChoice> columns)
    {
        List<ColumnPlace> all = [.. Places.Where(p => columns.Any(c => c.Id == p.Id))];
        for (var i = 0; i < columns.Count; i++)
        {
            if (all.All(p => p.Id != columns[i].Id))
            {
                var after = i == 0 ? -1 : all.FindIndex(p => p.Id == columns[i - 1].Id);
                all.Insert(after + 1, new(columns[i].Id, columns[i].Shown));
            }
        }

        return all;
    }

    /// <summary>Whether other columns are shown than usual; those are the user's wish and stay where the screen is narrow.</summary>
    public bool IsOther(IReadOnlyList<ColumnChoice> columns) => Of(columns).Any(p => columns.First(c => c.Id == p.Id).Shown != p.Shown);

    /// <summary>The layout with one column changed; a list always keeps one column.</summary>
    public ColumnLayout With(IReadOnlyList<ColumnChoice> columns, string id, Func<ColumnPlace, ColumnPlace> change)
    {
        ColumnLayout next = new([.. Of(columns).Select(p => p.Id == id ? change(p) : p).Select(p => p with { Width = p.Width is { } w ? Math.Clamp(w, MinWidth, MaxWidth) : null })]);
        return next.Places.Any(p => p.Shown) ? next.Tidied(columns) : this;
    }

    /// <summary>The layout with one column moved to where another one stands.</summary>
    public ColumnLayout Move(IReadOnlyList<ColumnChoice> columns, string id, int to)
    {
        List<ColumnPlace> all = [.. Of(columns)];
        var from = all.FindIndex(p => p.Id == id);
        if (from < 0)
        {
            return this;
        }

        var place = all[from];
        all.RemoveAt(from);
        all.Insert(Math.Clamp(to, 0, all.Count), place);
        return new ColumnLayout(all).Tidied(columns);
    }

    public bool Equals(ColumnLayout? other) => other is not null && Places.SequenceEqual(other.Places);

    public override int GetHashCode() => Places.Aggregate(17, HashCode.Combine);

    /// <summary>Back to the empty layout when it says nothing but what is usual.</summary>
    private ColumnLayout Tidied(IReadOnlyList<ColumnChoice> columns) => Places.SequenceEqual(Usual.Of(columns)) ? Usual : this;

    private static ColumnPlace Place(string text)
    {
        var shown = !text.StartsWith('-');
        var parts = text.TrimStart('-').Split('.', 2);
        return new(parts[0], shown, parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var width) ? Math.Clamp(width, MinWidth, MaxWidth) : null);
    }
}
