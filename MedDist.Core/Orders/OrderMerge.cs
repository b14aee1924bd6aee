namespace MedDist.Core.Orders;

/// <summary>A field that two people changed to different values; the caller chooses. Values are as they are stored.</summary>
public sealed record FieldConflict(FieldSlot Slot, string Label, object? Original, object? Mine, object? Theirs);

/// <summary>A field that was changed, by the caller or meanwhile by somebody else.</summary>
public sealed record FieldChanged(FieldSlot Slot, string Label, object? Before, object? After);

/// <summary>What came of laying an edit over the order as it is now.</summary>
/// <param name="Merged">The order with the edit; in conflicting fields as it is stored.</param>
/// <param name="Written">What the edit changes of the stored order.</param>
/// <param name="AlsoChanged">What somebody else changed since the caller looked, taken over.</param>
/// <param name="Conflicts">Where both changed the same field to different values.</param>
public sealed record MergeResult(OrderFields Merged, IReadOnlyList<FieldChanged> Written, IReadOnlyList<FieldChanged> AlsoChanged, IReadOnlyList<FieldConflict> Conflicts);

/// <summary>What is to stand in a conflict.</summary>
public enum ConflictChoice
{
    Mine,
    Theirs,

    /// <summary>As it was before either changed it.</summary>
    Original,
}

/// <summary>The three-way merge of an order's fields, field by field and item by item.</summary>
public static class OrderMerge
{
    /// <summary>Lays what changed from <paramref name="original"/> to <paramref name="mine"/> over <paramref name="theirs"/>, the order as it is stored now.</summary>
    public static MergeResult Of(OrderFields original, OrderFields mine, OrderFields theirs)
    {
        var (was, wanted, stored) = (Slots(original), Slots(mine), Slots(theirs));
        Dictionary<FieldSlot, object?> merged = new(stored);
        List<FieldChanged> written = [], also = [];
        List<FieldConflict> conflicts = [];
        foreach (var slot in was.Keys.Union(wanted.Keys).Union(stored.Keys))
        {
            var (o, m, t) = (was.GetValueOrDefault(slot), wanted.GetValueOrDefault(slot), stored.GetValueOrDefault(slot));
            var label = Label(slot, theirs, mine, original);
            if (!Equals(t, o) && !Equals(t, m))
            {
                also.Add(new(slot, label, o, t));
            }

            if (Equals(m, o) || Equals(m, t))
            {
                continue;
            }

            if (Equals(t, o))
            {
                merged[slot] = m;
                written.Add(new(slot, label, t, m));
            }
            else
            {
                conflicts.Add(new(slot, label, o, m, t));
                also.RemoveAt(also.Count - 1);
            }
        }

        // Of an item that is gone, its size tells nothing more.
        written.RemoveAll(c => c.Slot.Field == OrderField.Size && merged.GetValueOrDefault(c.Slot with { Field = OrderField.Quantity }) is null);
        also.RemoveAll(c => c.Slot.Field == OrderField.Size && stored.GetValueOrDefault(c.Slot with { Field = OrderField.Quantity }) is null);
        return new(Build(theirs, merged, [.. theirs.Items, .. mine.Items]), written, also, Joined(conflicts, original, mine, theirs));
    }

    /// <summary>Where one side removed an item and the other changed it, there is one choice: the item as a whole.</summary>
    private static List<FieldConflict> Joined(List<FieldConflict> conflicts, OrderFields original, OrderFields mine, OrderFields theirs)
    {
        var whole = conflicts.Select(c => c.Slot.Item).OfType<Guid>().Distinct().Where(id => Line(mine, id) is null || Line(theirs, id) is null).ToList();
        return
        [
            .. conflicts.Where(c => c.Slot.Item is not { } id || !whole.Contains(id)),
            .. whole.Select(id => new FieldConflict(
                new(OrderField.Quantity, id), $"Item {(Line(theirs, id) ?? Line(mine, id) ?? Line(original, id))!.Product}", Words(Line(original, id)), Words(Line(mine, id)), Words(Line(theirs, id)))),
        ];

        static string? Words(OrderLine? line) => line is null ? null : line.Size is null ? $"{line.Quantity}" : $"{line.Quantity}, {line.Size}";
    }

    private static OrderLine? Line(OrderFields fields, Guid id) => fields.Items.FirstOrDefault(l => l.Id == id);

    /// <summary>The edit again once the user has chosen in each conflict: laid over the order as it was when the conflict was found.</summary>
    /// <param name="edit">The edit that met the conflicts.</param>
    /// <param name="stored">The order as it was stored then.</param>
    /// <param name="choose">What is to stand in a conflict.</param>
    public static OrderEdit Resolve(OrderEdit edit, OrderFields stored, Func<FieldSlot, ConflictChoice> choose)
    {
        var found = Of(edit.Original, edit.Mine, stored);
        var wanted = Slots(found.Merged);
        var (original, mine, theirs) = (Slots(edit.Original), Slots(edit.Mine), Slots(stored));
        foreach (var slot in found.Conflicts.Select(c => c.Slot))
        {
            var chosen = choose(slot) switch { ConflictChoice.Mine => mine, ConflictChoice.Original => original, _ => theirs };
            wanted[slot] = chosen.GetValueOrDefault(slot);
            if (slot.Item is { } item && (Line(edit.Mine, item) is null || Line(stored, item) is null))
            {
                wanted[slot with { Field = OrderField.Size }] = chosen.GetValueOrDefault(slot with { Field = OrderField.Size });
            }
        }

        return new(stored, Build(stored, wanted, [.. stored.Items, .. edit.Mine.Items, .. edit.Original.Items]));
    }

    /// <summary>
    /// An unsaved edit when the stored order moves under it: what its author has changed stays as it is on their screen, with the value they started from; all else follows.
    /// </summary>
    public static OrderEdit Follow(OrderEdit edit, OrderFields stored)
    {
        var (original, mine, theirs) = (Slots(edit.Original), Slots(edit.Mine), Slots(stored));
        Dictionary<FieldSlot, object?> from = [], to = [];
        foreach (var slot in original.Keys.Union(mine.Keys).Union(theirs.Keys))
        {
            var isTouched = IsTouched(slot) || (slot.Item is { } item && Line(stored, item) is null && Enum.GetValues<OrderField>().Any(f => IsTouched(new(f, item))));
            from[slot] = (isTouched ? original : theirs).GetValueOrDefault(slot);
            to[slot] = (isTouched ? mine : theirs).GetValueOrDefault(slot);
        }

        OrderLine[] lines = [.. stored.Items, .. edit.Mine.Items, .. edit.Original.Items];
        return new(Build(stored, from, lines), Build(stored, to, lines));

        bool IsTouched(FieldSlot slot) => !Equals(original.GetValueOrDefault(slot), mine.GetValueOrDefault(slot));
    }

    /// <summary>The fields in which two states differ.</summary>
    public static IReadOnlyList<FieldChanged> Changes(OrderFields before, OrderFields after) => Of(before, after, before).Written;

    private static Dictionary<FieldSlot, object?> Slots(OrderFields fields)
    {
        var slots = OrderEditRules.Fields.Where(r => r.Get is not null).ToDictionary(r => new FieldSlot(r.Field), r => r.Get!(fields));
        foreach (var line in fields.Items)
        {
            slots[new(OrderField.Quantity, line.Id)] = line.Quantity;
            slots[new(OrderField.Size, line.Id)] = line.Size;
        }

        return slots;
    }

    private static OrderFields Build(OrderFields like, Dictionary<FieldSlot, object?> slots, IEnumerable<OrderLine> lines)
    {
        var built = OrderEditRules.Fields.Where(r => r.Set is not null).Aggregate(like, (f, r) => r.Set!(f, slots.GetValueOrDefault(new(r.Field))));
        return built with
        {
            Items = [.. lines.DistinctBy(l => l.Id).Where(l => slots.GetValueOrDefault(new(OrderField.Quantity, l.Id)) is not null).Select(l => l with
            {
                Quantity = (int)slots[new(OrderField.Quantity, l.Id)]!,
                Size = (string?)slots.GetValueOrDefault(new(OrderField.Size, l.Id)),
            })],
        };
    }

    private static string Label(FieldSlot slot, params OrderFields[] places)
    {
        var label = OrderEditRules.For(slot.Field).Label;
        return slot.Item is { } id ? $"{label} of {places.SelectMany(p => p.Items).First(i => i.Id == id).Product}" : label;
    }
}
