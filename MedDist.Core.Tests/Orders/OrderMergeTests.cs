using MedDist.Core.Orders;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders;

public sealed class OrderMergeTests
{
    private static readonly Guid Sheet = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Gel = Guid.Parse("00000000-0000-0000-0000-000000000002");

    private static readonly OrderFields Seen = new()
    {
        ServiceDate = new(2026, 6, 22),
        DeliverBy = new(2026, 6, 19),
        ShippingSpeed = ShippingSpeed.StandardNextDay,
        Notes = "Leave at the desk",
        WoundLength = 4.2m,
        WoundWidth = 3.1m,
        Items = [new(Sheet, Guid.NewGuid(), "Sheet", 2, "2 × 3 cm")],
    };

    /// <summary>Values of the delivery date: seen, wanted, stored; then what stands, and whether there is a conflict.</summary>
    public static TheoryData<int?, int?, int?, int?, bool> Cases() => new()
    {
        { 19, 19, 19, 19, false }, // nobody changed it
        { 19, 18, 19, 18, false }, // I did
        { 19, 19, 18, 18, false }, // they did
        { 19, 18, 18, 18, false }, // both, to the same
        { 19, 18, 17, 17, true }, // both, to different values
        { 19, null, 19, null, false }, // I emptied it
        { 19, null, 18, 18, true }, // I emptied what they changed
        { 19, 18, null, null, true }, // they emptied what I changed
        { null, 18, null, 18, false }, // I filled it
        { null, 18, 17, 17, true }, // both filled it differently
        { 19, 19, null, null, false }, // they emptied it
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_field_is_merged_by_what_each_changed(int? seen, int? wanted, int? stored, int? stands, bool conflict)
    {
        var merge = OrderMerge.Of(With(seen), With(wanted), With(stored));

        merge.Merged.DeliverBy.ShouldBe(Day(stands));
        merge.Conflicts.Select(c => (c.Original, c.Mine, c.Theirs)).ShouldBe(conflict ? [((object?)Day(seen), (object?)Day(wanted), (object?)Day(stored))] : []);
        merge.Written.Count.ShouldBe(!conflict && stands != stored ? 1 : 0);
        merge.AlsoChanged.Count.ShouldBe(!conflict && stored != seen && stored != wanted ? 1 : 0);

        static DateOnly? Day(int? day) => day is { } d ? new DateOnly(2026, 6, d) : null;
        static OrderFields With(int? day) => Seen with { DeliverBy = Day(day) };
    }

    [Fact]
    public void Edits_of_different_fields_both_stand()
    {
        var merge = OrderMerge.Of(Seen, Seen with { ShippingSpeed = ShippingSpeed.FirstAm, Items = [Seen.Items[0] with { Quantity = 3 }] }, Seen with { Notes = "Ring twice", WoundLength = 5m });

        merge.Conflicts.ShouldBeEmpty();
        merge.Merged.ShouldSatisfyAllConditions(m => m.ShippingSpeed.ShouldBe(ShippingSpeed.FirstAm), m => m.Notes.ShouldBe("Ring twice"), m => m.WoundLength.ShouldBe(5m), m => m.Items[0].Quantity.ShouldBe(3));
        merge.Written.Select(w => w.Label).ShouldBe(["Shipping speed", "Quantity of Sheet"]);
        merge.AlsoChanged.Select(w => w.Label).ShouldBe(["Notes", "Wound length"]);
    }

    [Fact]
    public void A_quantity_and_a_size_of_one_item_are_different_fields()
    {
        var merge = OrderMerge.Of(Seen, Seen with { Items = [Seen.Items[0] with { Quantity = 3 }] }, Seen with { Items = [Seen.Items[0] with { Size = "4 × 4 cm" }] });

        merge.Conflicts.ShouldBeEmpty();
        merge.Merged.Items.Select(i => (i.Quantity, i.Size)).ShouldBe([(3, "4 × 4 cm")]);
    }

    [Fact]
    public void Items_that_two_people_add_are_both_there_and_one_removed_is_gone()
    {
        var mine = new OrderLine(Gel, Guid.NewGuid(), "Gel", 1, null);
        var theirs = new OrderLine(Guid.NewGuid(), Guid.NewGuid(), "Pad", 5, null);

        OrderMerge.Of(Seen, Seen with { Items = [.. Seen.Items, mine] }, Seen with { Items = [.. Seen.Items, theirs] }).Merged.Items.Select(i => i.Product).Order().ShouldBe(["Gel", "Pad", "Sheet"]);
        OrderMerge.Of(Seen, Seen with { Items = [] }, Seen).ShouldSatisfyAllConditions(m => m.Merged.Items.ShouldBeEmpty(), m => m.Written.Select(w => w.Label).ShouldBe(["Quantity of Sheet"]));
        OrderMerge.Of(Seen, Seen, Seen with { Items = [] }).ShouldSatisfyAllConditions(m => m.Merged.Items.ShouldBeEmpty(), m => m.AlsoChanged.Select(w => w.After).ShouldBe([null]));
    }

    [Theory]
    [InlineData(3, "2 × 3 cm")]
    [InlineData(2, "4 × 4 cm")]
    [InlineData(3, "4 × 4 cm")]
    public void An_item_that_one_removed_and_the_other_changed_is_one_choice(int quantity, string size)
    {
        var changed = Seen with { Items = [Seen.Items[0] with { Quantity = quantity, Size = size }] };
        var gone = Seen with { Items = [] };

        foreach (var (mine, stored) in new[] { (changed, gone), (gone, changed) })
        {
            var conflict = OrderMerge.Of(Seen, mine, stored).Conflicts.ShouldHaveSingleItem();
            (conflict.Label, conflict.Original).ShouldBe(("Item Sheet", "2, 2 × 3 cm"));
            Chosen(mine, stored, ConflictChoice.Mine).Items.ShouldBe(mine.Items);
            Chosen(mine, stored, ConflictChoice.Theirs).Items.ShouldBe(stored.Items);
            Chosen(mine, stored, ConflictChoice.Original).Items.ShouldBe(Seen.Items);
        }

        static OrderFields Chosen(OrderFields mine, OrderFields stored, ConflictChoice choice)
        {
            var again = OrderMerge.Resolve(new(Seen, mine), stored, _ => choice);
            var merge = OrderMerge.Of(again.Original, again.Mine, stored);
            merge.Conflicts.ShouldBeEmpty();
            return merge.Merged;
        }
    }

    [Fact]
    public void A_choice_keeps_the_rest_of_the_edit_and_of_the_others_edit()
    {
        var mine = Seen with { DeliverBy = new(2026, 6, 18), Notes = "Mine", ShippingSpeed = ShippingSpeed.FirstAm };
        var stored = Seen with { DeliverBy = new(2026, 6, 17), Notes = "Theirs", WoundLength = 9m };

        var again = OrderMerge.Resolve(new(Seen, mine), stored, slot => slot.Field == OrderField.DeliverBy ? ConflictChoice.Mine : ConflictChoice.Theirs);

        var merge = OrderMerge.Of(again.Original, again.Mine, stored);
        merge.Conflicts.ShouldBeEmpty();
        merge.Merged.ShouldSatisfyAllConditions(
            m => m.DeliverBy.ShouldBe(new(2026, 6, 18)), m => m.Notes.ShouldBe("Theirs"), m => m.ShippingSpeed.ShouldBe(ShippingSpeed.FirstAm), m => m.WoundLength.ShouldBe(9m));
    }

    [Fact]
    public void A_draft_follows_the_stored_order_but_in_what_its_author_changed()
    {
        var mine = Seen with { DeliverBy = new(2026, 6, 18), Notes = "Mine" };
        var stored = Seen with { DeliverBy = new(2026, 6, 17), WoundLength = 9m };

        var followed = OrderMerge.Follow(new(Seen, mine), stored);
        followed.Mine.ShouldSatisfyAllConditions(f => f.DeliverBy.ShouldBe(new(2026, 6, 18)), f => f.Notes.ShouldBe("Mine"), f => f.WoundLength.ShouldBe(9m));

        // What its author did not touch is no conflict however often it moves; what they did is one still.
        var merge = OrderMerge.Of(followed.Original, followed.Mine, stored with { WoundLength = 10m });
        (merge.Merged.WoundLength, merge.Conflicts.ShouldHaveSingleItem().Slot.Field).ShouldBe((10m, OrderField.DeliverBy));
    }

    [Fact]
    public void An_item_that_somebody_removes_stays_on_the_screen_of_who_is_editing_it()
    {
        var followed = OrderMerge.Follow(new(Seen, Seen with { Items = [Seen.Items[0] with { Size = "4 × 4 cm" }] }), Seen with { Items = [] });

        followed.Mine.Items.ShouldBe([Seen.Items[0] with { Size = "4 × 4 cm" }]);
        OrderMerge.Of(followed.Original, followed.Mine, Seen with { Items = [] }).Conflicts.ShouldHaveSingleItem().Theirs.ShouldBeNull();
    }

    [Fact]
    public void Every_field_has_its_row_at_its_place() => OrderEditRules.Fields.Select(f => f.Field).ShouldBe(Enum.GetValues<OrderField>());
}
