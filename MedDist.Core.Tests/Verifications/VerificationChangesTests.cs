using MedDist.Core.Kernel;
using MedDist.Core.Verifications;
using Shouldly;
using Xunit;
using static MedDist.Core.Verifications.VerificationStatus;

namespace MedDist.Core.Tests.Verifications;

public sealed class VerificationChangesTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 14, 0, 0, TimeSpan.Zero);
    private static readonly VerificationTerms Annual = new(VerificationFrequency.Annual);
    private static readonly UserCall Ashley = new(Guid.NewGuid(), Guid.NewGuid(), "Ashley", Core.Users.Role.TenantAdmin, AssignmentScope.None, null, null);

    [Theory]
    [InlineData("2026-06-01", null, "2027-05-31", Verified)]
    [InlineData("2026-06-01", "2026-12-31", "2026-12-31", Verified)]
    [InlineData("2024-02-29", null, "2025-02-28", Expired)] // over already: known, and no light turns green
    [InlineData("2026-06-15", "2026-06-15", "2026-06-15", Verified)] // its last day is today
    public void A_verification_holds_from_its_day_to_the_earliest_end(string from, string? expires, string last, VerificationStatus status)
    {
        var theCase = NewCase();
        Apply(theCase, new() { Status = Verified, VerifiedOn = DateOnly.Parse(from), ExpiresOn = expires is null ? null : DateOnly.Parse(expires) }).Value.ShouldBeTrue();
        (theCase.Status, theCase.ExpiresOn, theCase.Periods.Single().VerifiedByName).ShouldBe((status, DateOnly.Parse(last), "Ashley"));
    }

    [Fact]
    public void The_same_answer_twice_changes_nothing()
    {
        var theCase = NewCase();
        var answer = new VerificationChange { Status = Verified, VerifiedOn = new(2026, 6, 1), ExpiresOn = new(2026, 9, 30), Reference = " AX-7 ", Notes = "by phone", Benefits = new Dictionary<string, string> { ["network"] = "in" } };
        Apply(theCase, answer).Value.ShouldBeTrue();
        Apply(theCase, answer).Value.ShouldBeFalse();
        (theCase.Periods.Count, theCase.Reference, theCase.Notes).ShouldBe((1, "AX-7", "by phone"));
        Apply(theCase, new() { Status = Rejected, Reason = "not covered" }).Value.ShouldBeTrue();
        Apply(theCase, new() { Status = Rejected, Reason = "not covered" }).Value.ShouldBeFalse();
    }

    [Fact]
    public void A_corrected_end_replaces_the_period_of_that_day_and_keeps_it_in_the_history()
    {
        var theCase = NewCase();
        Apply(theCase, new() { Status = Verified, VerifiedOn = new(2026, 6, 1), Benefits = new Dictionary<string, string> { ["network"] = "in" } });
        Apply(theCase, new() { ExpiresOn = new(2026, 8, 31) }).Value.ShouldBeTrue();
        theCase.ExpiresOn.ShouldBe(new DateOnly(2026, 8, 31));
        theCase.Periods.Select(p => p.VoidedAt is null).ShouldBe([false, true]);
        theCase.Latest!.Benefits["network"].ShouldBe("in");
    }

    [Fact]
    public void A_verified_case_that_is_opened_again_says_why_and_counts_no_more()
    {
        var theCase = NewCase();
        Apply(theCase, new() { Status = Verified, VerifiedOn = new(2026, 6, 1) });
        Apply(theCase, new() { Status = Pending }).Failure.ShouldBe(VerificationFailures.NoRedoReason);
        Apply(theCase, new() { Status = Pending, Reason = "wrong member id" }).Value.ShouldBeTrue();
        (theCase.Status, theCase.RedoReason, theCase.Latest).ShouldBe((Pending, "wrong member id", null));
    }

    public static TheoryData<string, VerificationChange> Refused => new()
    {
        { VerificationFailures.DayMissingRule, new() { Status = Verified } },
        { VerificationFailures.DayWrongRule, new() { Status = Verified, VerifiedOn = new(2026, 6, 16) } },
        { VerificationFailures.DayWrongRule, new() { Status = Verified, VerifiedOn = new(2026, 6, 10), ExpiresOn = new(2026, 6, 9) } },
        { VerificationFailures.NotVerifiedRule, new() { ExpiresOn = new(2026, 12, 31) } },
        { VerificationFailures.NotVerifiedRule, new() { DocumentId = Guid.NewGuid() } },
        { VerificationFailures.ReasonMissingRule, new() { Status = Rejected, Reason = " " } },
        { VerificationFailures.ReasonMissingRule, new() { Status = NotApplicable } },
        { VerificationFailures.NotByHandRule, new() { Status = Superseded } },
        { VerificationFailures.NotByHandRule, new() { Status = Generated } },
        { VerificationFailures.StillValidRule, new() { Status = Expired } },
        { VerificationFailures.StillValidRule, new() { Status = Expired, ExpiresOn = new(2026, 6, 15) } },
        { VerificationFailures.TooLongRule, new() { Notes = new string('x', VerificationChanges.NotesLength + 1) } },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_cannot_be_is_refused_with_what_to_do_and_changes_nothing(string rule, VerificationChange change)
    {
        var theCase = NewCase();
        var before = theCase.Snapshot();
        var answer = Apply(theCase, change).Failure.ShouldBeOfType<Failure.RuleBroken>();
        answer.Rule.ShouldBe(rule);
        answer.Message.ShouldEndWith(".");
        theCase.Snapshot().ShouldBeEquivalentTo(before);
    }

    [Fact]
    public void An_older_answer_does_not_replace_a_newer_one_and_a_per_order_answer_names_its_order()
    {
        var theCase = NewCase();
        Apply(theCase, new() { Status = Verified, VerifiedOn = new(2026, 6, 1) });
        Apply(theCase, new() { Status = Verified, VerifiedOn = new(2026, 5, 1) }).Failure.ShouldBe(VerificationFailures.Older(new(2026, 6, 1)));

        var (perOrder, order) = (NewCase(), Guid.NewGuid());
        var terms = new VerificationTerms(VerificationFrequency.PerOrder);
        Apply(perOrder, new() { Status = Verified, VerifiedOn = new(2026, 6, 1) }, terms).Failure.ShouldBe(VerificationFailures.NoOrder);
        Apply(perOrder, new() { Status = Verified, VerifiedOn = new(2026, 6, 1), OrderId = order }, terms).Value.ShouldBeTrue();
        (perOrder.Periods.Single().OrderId, perOrder.ExpiresOn).ShouldBe((order, null));
    }

    [Fact]
    public void Cover_and_plan_year_end_it_earlier()
    {
        var theCase = NewCase();
        var cover = Guid.NewGuid();
        Apply(theCase, new() { Status = Verified, VerifiedOn = new(2026, 6, 1) }, new(VerificationFrequency.Annual, new(2026, 10, 31), cover, EndsWithPlanYear: true));
        (theCase.ExpiresOn, theCase.Latest!.CoveragePolicyId).ShouldBe((new DateOnly(2026, 10, 31), cover));
    }

    [Fact]
    public void What_was_changed_can_be_put_back_to_the_letter()
    {
        var theCase = NewCase();
        Apply(theCase, new() { Status = Verified, VerifiedOn = new(2026, 5, 1), Reference = "A", Notes = "first" });
        var before = theCase.Snapshot();
        Apply(theCase, new() { Status = Verified, VerifiedOn = new(2026, 5, 1), ExpiresOn = new(2026, 7, 1), Reference = "B", Notes = "second" });
        Apply(theCase, new() { Status = Pending, Reason = "again" });
        theCase.Restore(before).Count.ShouldBe(1);
        (theCase.Snapshot() with { Periods = [] }).ShouldBeEquivalentTo(before with { Periods = [] });
        theCase.Snapshot().Periods[0].ShouldBe(before.Periods[0]);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "V-00000000000000000000000000")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", "V-7ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    public void A_reference_leads_back_to_its_case(string id, string reference)
    {
        VerificationReference.Of(Guid.Parse(id)).ShouldBe(reference);
        VerificationReference.Read($" {reference.ToLowerInvariant().Replace('0', 'o')} ").ShouldBe(Guid.Parse(id));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("V-123"), InlineData("V-8ZZZZZZZZZZZZZZZZZZZZZZZZZ"), InlineData("V-U0000000000000000000000000"), InlineData("X-00000000000000000000000000")]
    public void What_is_no_reference_is_none(string? text) => VerificationReference.Read(text).ShouldBeNull();

    private static Result<bool> Apply(Verification theCase, VerificationChange change, VerificationTerms? terms = null)
    {
        var judged = VerificationChanges.Judge(theCase, change, terms ?? Annual, Today);
        var applied = VerificationChanges.Apply(theCase, change, terms ?? Annual, Ashley, Today, Now);
        (judged.Succeeded, judged.Failure).ShouldBe((applied.Succeeded, applied.Failure));
        return applied;
    }

    private static Verification NewCase() => new() { RecipientId = Guid.NewGuid(), ManufacturerId = Guid.NewGuid(), Type = VerificationType.Insurance };
}
