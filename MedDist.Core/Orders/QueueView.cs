using System.Collections.Immutable;

namespace MedDist.Core.Orders;

/// <summary>A line of the queue as one user has it on screen.</summary>
/// <param name="Row">The order.</param>
/// <param name="HasLeft">Somebody moved it out of this list while the user was here; it stays in place until the user moves on.</param>
/// <param name="Touched">It changed since the user last saw it; counts its changes, 0 for none.</param>
public sealed record QueueLine(OrderRow Row, bool HasLeft = false, int Touched = 0);

/// <summary>What one user has of the queue on screen: a page of lines and the one they are on. Changes by others never move the current line away.</summary>
public sealed record QueueView(IReadOnlyList<QueueLine> Lines, int Total, Guid? CurrentId)
{
    public static readonly QueueView Empty = new([], 0, null);

    /// <summary>The groups of the page; null where the list is not grouped.</summary>
    public IReadOnlyList<OrderEpisode>? Episodes { get; init; }

    /// <summary>What is paged: groups where the list is grouped, else orders.</summary>
    public int Pageable { get; init; }

    /// <summary>Whether <see cref="Pageable"/> counts all there is, or only says that another page follows.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>Groups of which only the head is shown; it stands for the first order.</summary>
    public ImmutableHashSet<EpisodeKey> Folded { get; init; } = [];

    /// <summary>The lines one can be on: all but those that a folded group hides.</summary>
    public IReadOnlyList<QueueLine> Reachable =>
        Folded.IsEmpty ? Lines : [.. Lines.Where((line, i) => !Folded.Contains(line.Row.Episode) || i == 0 || Lines[i - 1].Row.Episode != line.Row.Episode)];

    /// <summary>The line the user is on.</summary>
    public QueueLine? Current => CurrentId is { } id ? Lines.FirstOrDefault(l => l.Row.Id == id) : null;

    /// <summary>A page the user asked for: stays on the same order if it is there, else on the first.</summary>
    public static QueueView Of(OrderPage page, Guid? wanted) => new(
        [.. page.Rows.Select(r => new QueueLine(r))], page.Total,
        page.Rows.Any(r => r.Id == wanted) ? wanted : page.Rows.Count > 0 ? page.Rows[0].Id : null)
    { Episodes = page.Episodes, Pageable = page.Pageable, IsCounted = page.IsCounted };

    /// <summary>The same page asked for again because something changed: what left keeps its place, greyed, and what changed is marked.</summary>
    public QueueView Refresh(OrderPage page)
    {
        var before = Lines.ToDictionary(l => l.Row.Id);
        List<QueueLine> lines = [.. page.Rows.Select(r => Touch(r, before.GetValueOrDefault(r.Id)))];
        for (var i = 0; i < Lines.Count; i++)
        {
            if (lines.All(l => l.Row.Id != Lines[i].Row.Id))
            {
                lines.Insert(PlaceAfter(lines, i), Lines[i] with { HasLeft = true });
            }
        }

        return this with { Lines = lines, Total = page.Total, Pageable = page.Pageable, IsCounted = page.IsCounted, Episodes = page.Episodes, CurrentId = CurrentId ?? (lines.Count > 0 ? lines[0].Row.Id : null) };
    }

    /// <summary>The orders that have left, which the page no longer tells the newest state of.</summary>
    public IReadOnlyList<Guid> Left => [.. Lines.Where(l => l.HasLeft).Select(l => l.Row.Id)];

    /// <summary>Puts newer readings of orders into their lines.</summary>
    public QueueView With(IReadOnlyList<OrderRow> rows) =>
        this with { Lines = [.. Lines.Select(l => rows.FirstOrDefault(r => r.Id == l.Row.Id) is { } newer ? l with { Row = newer } : l)] };

    /// <summary>Moves to a line of this page; what has left goes then.</summary>
    public QueueView GoTo(Guid id)
    {
        var next = this with { CurrentId = id, Lines = [.. Lines.Where(l => !l.HasLeft || l.Row.Id == id)] };
        return next.Lines.FirstOrDefault(l => l.Row.Id == id) is { } line && next.Reachable.All(l => l.Row.Id != id) ? next with { Folded = Folded.Remove(line.Row.Episode) } : next;
    }

    /// <summary>Folds a group, or unfolds it; who was on one of its orders is on its head then.</summary>
    public QueueView Fold(EpisodeKey episode, bool fold)
    {
        var next = this with { Folded = fold ? Folded.Add(episode) : Folded.Remove(episode) };
        return fold && Current?.Row.Episode == episode ? next with { CurrentId = Lines.First(l => l.Row.Episode == episode).Row.Id } : next;
    }

    /// <summary>Moves up or down, past lines that have left; stops at the ends.</summary>
    public QueueView Move(int by) => Neighbour(by) is { } id ? GoTo(id) : this;

    /// <summary>The order that many lines on, or the last one that way; null when there is none.</summary>
    public Guid? Neighbour(int by)
    {
        var there = Reachable.Where(l => !l.HasLeft || l.Row.Id == CurrentId).ToList();
        var here = there.FindIndex(l => l.Row.Id == CurrentId);
        var index = Math.Clamp(here + by, 0, Math.Max(0, there.Count - 1));
        return index < there.Count && index != here ? there[index].Row.Id : null;
    }

    /// <summary>Where to go once the current order is dealt with: the next line, else the one before; null when it was the only one.</summary>
    public Guid? AfterCurrent => Neighbour(1) ?? Neighbour(-1);

    private int PlaceAfter(List<QueueLine> lines, int index)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            var place = lines.FindIndex(l => l.Row.Id == Lines[i].Row.Id);
            if (place >= 0)
            {
                return place + 1;
            }
        }

        return 0;
    }

    private static QueueLine Touch(OrderRow row, QueueLine? before) => before switch
    {
        null => new(row, Touched: 1),
        _ when before.Row.Version != row.Version => new(row, Touched: before.Touched + 1),
        _ => before with { Row = row, HasLeft = false },
    };
}
