using MedDist.Core.Orders;
using MedDist.Core.Orders.Drafts;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Orders.Drafts;

public sealed class DraftMergeTests
{
    private static readonly DraftLine Sheet = new(Guid.CreateVersion7()) { Product = new(Guid.CreateVersion7(), "Amnion sheet"), Quantity = 2 };
    private static readonly DraftLine Foam = new(Guid.CreateVersion7()) { Product = new(Guid.CreateVersion7(), "Foam dressing"), Quantity = 1 };
    private static readonly OrderDraftContent Start = new() { Notes = "a", WoundLength = 4, Lines = [Sheet, Foam], Facility = new(Guid.CreateVersion7(), "Lakeside"), DiagnosisCodes = ["E11.621"] };

    [Fact]
    public void What_only_one_side_changed_stands()
    {
        var merge = DraftMerge.Of(Start, Start with { Notes = "b", DiagnosisCodes = ["E11.621", "L97.412"] }, Start with { WoundLength = 5, Secondary = new() { PolicyNumber = "77" } });
        merge.Conflicts.ShouldBeEmpty();
        (merge.Merged.Notes, merge.Merged.WoundLength, merge.Merged.Secondary?.PolicyNumber, merge.Merged.DiagnosisCodes.Count).ShouldBe(("b", 5m, "77", 2));
        merge.AlsoChanged.ShouldBe(["Length", "Secondary insurance"], ignoreOrder: true);
    }

    [Fact]
    public void The_same_change_on_both_sides_is_no_conflict() =>
        DraftMerge.Of(Start, Start with { Notes = "b" }, Start with { Notes = "b" }).Conflicts.ShouldBeEmpty();

    [Fact]
    public void Cleared_on_one_side_and_untouched_on_the_other_is_cleared() =>
        DraftMerge.Of(Start, Start with { Notes = null, WoundLength = null }, Start with { WoundWidth = 2 }).Merged.ShouldSatisfyAllConditions(
            m => m.Notes.ShouldBeNull(), m => m.WoundLength.ShouldBeNull(), m => m.WoundWidth.ShouldBe(2));

    [Fact]
    public void Lines_are_joined_by_their_id()
    {
        var added = new DraftLine(Guid.CreateVersion7()) { Product = new(Guid.CreateVersion7(), "Gauze"), Quantity = 9 };
        var merge = DraftMerge.Of(Start, Start with { Lines = [Sheet with { Quantity = 5 }, Foam, added] }, Start with { Lines = [Sheet with { Size = "2 × 3 cm" }] });
        merge.Conflicts.ShouldBeEmpty();
        merge.Merged.Lines.Select(l => (l.Product!.Name, l.Quantity, l.Size)).ShouldBe([("Amnion sheet", 5, "2 × 3 cm"), ("Gauze", 9, null)]);
    }

    [Fact]
    public void A_line_that_one_side_removed_and_the_other_changed_is_asked_about()
    {
        var merge = DraftMerge.Of(Start, Start with { Lines = [Sheet] }, Start with { Lines = [Sheet, Foam with { Quantity = 7 }] });
        merge.Conflicts.Single().ShouldSatisfyAllConditions(c => c.Mine.ShouldBeNull(), c => c.Theirs.ShouldBe("Foam dressing, 7"));
        merge.Merged.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public void A_chosen_row_is_taken_or_left_as_a_whole()
    {
        var (mine, theirs) = (new Choice(Guid.CreateVersion7(), "Mine"), new Choice(Guid.CreateVersion7(), "Theirs"));
        var merge = DraftMerge.Of(Start, Start with { Facility = mine }, Start with { Facility = theirs });
        merge.Conflicts.ShouldBe([new("facility", "Facility", "Mine", "Theirs")]);
        merge.Merged.Facility.ShouldBe(theirs);
        DraftMerge.Of(Start, Start with { Facility = mine }, Start with { Facility = theirs }, new HashSet<string> { "facility" }).Merged.Facility.ShouldBe(mine);
    }

    [Fact]
    public void What_the_form_notes_for_itself_is_never_asked_about()
    {
        var (mine, theirs) = (new DateOnly(2026, 1, 2), new DateOnly(2026, 1, 3));
        DraftMerge.Of(Start, Start.Confirm("woundLength", mine), Start.Confirm("woundLength", theirs)).Conflicts.ShouldBeEmpty();
    }
}
