using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>A move that can be taken back while nothing later has changed the case.</summary>
public sealed record VerificationUndo(Guid Id, VerificationSnapshot Before, int AfterVersion);

/// <summary>Where a case may be moved, and what the move has to ask.</summary>
/// <param name="Row">The case as it stands.</param>
/// <param name="Frequency">How long one verification holds.</param>
/// <param name="Orders">For one that holds for a single order: the orders it may be for, the next one first.</param>
/// <param name="Refusals">For each column, why it cannot go there; null where it can.</param>
public sealed record VerificationMoveChoices(VerificationRow Row, VerificationFrequency Frequency, IReadOnlyList<Choice> Orders, IReadOnlyDictionary<DeskColumn, Failure?> Refusals);

/// <summary>Moves a case to another column of the board, and back. The rules are <see cref="VerificationChanges"/>; time alone leads to some columns.</summary>
public sealed class VerificationMoves(
    IDbContextFactory<MedDistDbContext> contexts, ICallContext call, VerificationService service, VerificationDetailQueries details, TimeProvider clock)
{
    public const string ByItselfRule = "verification.by_itself";
    public const string ThereAlreadyRule = "verification.there_already";

    // Stands for what the dialog will ask, so that only what no answer can mend is a refusal.
    private const string SomeReason = "?";

    /// <summary>The status that a column stands for; null where time alone leads there.</summary>
    public static VerificationStatus? StatusOf(DeskColumn column) => column switch
    {
        DeskColumn.Needed => VerificationStatus.Pending,
        DeskColumn.Sent => VerificationStatus.Sent,
        DeskColumn.Verified => VerificationStatus.Verified,
        DeskColumn.Rejected => VerificationStatus.Rejected,
        DeskColumn.Closed => VerificationStatus.NotApplicable,
        _ => null,
    };

    /// <summary>Why nobody moves a case to this column by hand; null where one can.</summary>
    public static Failure? ByItself(DeskColumn column) => column switch
    {
        DeskColumn.Waiting => new Failure.RuleBroken(ByItselfRule, "A case gets there by itself when the manufacturer has had a whole working day and has not answered."),
        DeskColumn.Expiring => new Failure.RuleBroken(ByItselfRule, "A case gets there by itself some days before its last valid day."),
        DeskColumn.Expired => new Failure.RuleBroken(ByItselfRule, "A case gets there by itself after its last valid day."),
        _ => null,
    };

    /// <summary>Where the case may go; null when the caller may not change it or see it.</summary>
    public async Task<VerificationMoveChoices?> ChoicesAsync(Guid id, CancellationToken cancel = default)
    {
        if (!VerificationPermissions.MayUpdate(call.Role) || await details.GetAsync(id, opened: false, cancel) is not { } shown)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await FindAsync(db.VisibleVerifications().AsNoTracking(), id, cancel) is not { } theCase)
        {
            return null;
        }

        var today = DayCount.DayOf(clock.GetUtcNow(), (await db.Tenants.AsNoTracking().SingleAsync(cancel)).Zone);
        var terms = (await VerificationTermsReader.ForAsync(db, [theCase.Key], today, cancel))[theCase.Key];
        List<Choice> orders = terms.Frequency != VerificationFrequency.PerOrder ? [] :
            [.. shown.Orders.Where(o => o.IsUnderWay).OrderByDescending(o => o.Id == shown.Row.NextOrderId).Select(o => new Choice(o.Id, o.Number))];
        return new(shown.Row, terms.Frequency, orders, Enum.GetValues<DeskColumn>().ToDictionary(c => c, c => Refusal(theCase, c, terms, today, orders.FirstOrDefault()?.Id)));
    }

    /// <summary>Writes the change; answers with what takes it back.</summary>
    public async Task<Result<VerificationUndo>> MoveAsync(Guid id, int version, VerificationChange change, CancellationToken cancel = default)
    {
        VerificationSnapshot before;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (await FindAsync(db.VisibleVerifications().AsNoTracking(), id, cancel) is not { } theCase)
            {
                return VerificationFailures.NotFound;
            }

            before = theCase.Snapshot();
        }

        var changed = await service.ChangeAsync(id, version, change, cancel);
        return changed.Succeeded ? new VerificationUndo(id, before, version + 1) : changed.Failure;
    }

    /// <summary>Puts the case back as it stood. Fails when something later has changed it.</summary>
    public Task<Result> UndoAsync(VerificationUndo undo, CancellationToken cancel = default) => service.RestoreAsync(undo.Id, undo.AfterVersion, undo.Before, cancel);

    private static Failure? Refusal(Verification theCase, DeskColumn column, VerificationTerms terms, DateOnly today, Guid? order)
    {
        // What is verified is verified again before it ends.
        if (column == theCase.Column && column != DeskColumn.Verified)
        {
            return new Failure.RuleBroken(ThereAlreadyRule, "It is there already.");
        }

        if (ByItself(column) is { } byItself)
        {
            return byItself;
        }

        var asked = new VerificationChange
        {
            Status = StatusOf(column),
            VerifiedOn = column == DeskColumn.Verified ? today : null,
            OrderId = column == DeskColumn.Verified && terms.Frequency == VerificationFrequency.PerOrder ? order : null,
            Reason = column is DeskColumn.Needed or DeskColumn.Rejected or DeskColumn.Closed ? SomeReason : null,
        };
        var judged = VerificationChanges.Judge(theCase, asked, terms, today);
        return !judged.Succeeded ? judged.Failure
            : judged.Value ? null
            : new Failure.RuleBroken(ThereAlreadyRule, column == DeskColumn.Sent ? "The manufacturer has been asked already." : "That would change nothing.");
    }

    private static Task<Verification?> FindAsync(IQueryable<Verification> cases, Guid id, CancellationToken cancel) =>
        cases.Include(v => v.Periods).Include(v => v.Manufacturer).FirstOrDefaultAsync(v => v.Id == id, cancel);
}
