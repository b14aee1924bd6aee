using System.Text.Json;
using MedDist.Core.Batches.Workbooks;
using MedDist.Core.Kernel;
using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications.Workbooks;

/// <summary>What a row is to write: which kind of case, and what of it.</summary>
internal sealed record PlannedChange(VerificationType Type, VerificationChange Change)
{
    public string Write() => JsonSerializer.Serialize(this);

    public static PlannedChange Read(string plan) => JsonSerializer.Deserialize<PlannedChange>(plan)!;
}

/// <summary>
/// Judges the rows of an import: whom each is about, which case it changes, and whether the change is allowed and new. By the rules that the commit asks again (<see cref="VerificationChanges"/>). Some queries for
/// all rows together; writes nothing but the staged rows, which the caller saves.
/// </summary>
internal sealed class VerificationImportCheck(MedDistDbContext db, Guid manufacturer, DateOnly today)
{
    private const int AtOnce = 500;

    private readonly Dictionary<Guid, Verification> cases = [];
    private readonly Dictionary<VerificationKey, Verification> open = [];
    private readonly Dictionary<VerificationKey, VerificationTerms> terms = [];
    private readonly Dictionary<string, Guid> orders = [];
    private PersonIndex people = null!;

    public async Task JudgeAsync(IReadOnlyList<(VerificationLine Line, StagedRow Row)> rows, IProgress<int>? progress, CancellationToken cancel)
    {
        foreach (var ids in rows.Select(r => r.Line.Reference).OfType<Guid>().Distinct().Chunk(AtOnce))
        {
            Keep(await Cases().Where(v => EF.Parameter(ids).Contains(v.Id)).ToListAsync(cancel));
        }

        progress?.Report(15);
        people = await PersonIndex.ReadAsync(
            db, rows.Select(r => r.Line).Where(l => l.Reference is null || !cases.ContainsKey(l.Reference.Value)).ToList(),
            [.. cases.Values.Select(v => v.RecipientId), .. rows.Select(r => r.Row.ChosenId).OfType<Guid>()], cancel);
        progress?.Report(45);
        foreach (var (line, row) in rows)
        {
            row.Read(JsonSerializer.Serialize(line.Cells));
            Match(line, row);
        }

        await ReadCasesAsync(rows, cancel);
        progress?.Report(75);
        foreach (var (line, row) in rows)
        {
            Judge(line, row);
        }

        RefuseTwice(rows);
        progress?.Report(90);
    }

    private IQueryable<Verification> Cases() => db.VisibleVerifications().AsNoTracking().Include(v => v.Periods).Where(v => v.ManufacturerId == manufacturer && v.IsOpen);

    private void Keep(List<Verification> some)
    {
        foreach (var theCase in some)
        {
            (cases[theCase.Id], open[theCase.Key]) = (theCase, theCase);
        }
    }

    private void Match(VerificationLine line, StagedRow row)
    {
        if (row.ChosenId is { } chosen && people.Find(chosen) is not null)
        {
            row.Match(chosen, 100, "Chosen by hand.", []);
            return;
        }

        if (line.Reference is { } reference && cases.TryGetValue(reference, out var theCase) && people.Find(theCase.RecipientId) is { } named)
        {
            if (PersonMatch.Contradiction(line, named) is not { } against)
            {
                row.Match(named.Id, 100, "Our reference.", []);
                return;
            }

            row.Match(null, 0, "Our reference names somebody else.", [new(named.Id, 50, $"Our reference. {against}"), .. PersonMatch.Find(line, people.For(line).Where(p => p.Id != named.Id)).Candidates]);
            return;
        }

        if (line.Name.Length > 0)
        {
            var answer = PersonMatch.Find(line, people.For(line));
            row.Match(answer.Id, answer.Confidence, answer.Why, answer.Candidates);
        }
    }

    /// <summary>The open cases and the terms of everybody that was matched, and the orders that rows name.</summary>
    private async Task ReadCasesAsync(IReadOnlyList<(VerificationLine Line, StagedRow Row)> rows, CancellationToken cancel)
    {
        foreach (var ids in rows.Select(r => r.Row.SubjectId).OfType<Guid>().Distinct().Chunk(AtOnce))
        {
            Keep(await Cases().Where(v => EF.Parameter(ids).Contains(v.RecipientId)).ToListAsync(cancel));
        }

        foreach (var keys in rows.Where(r => r.Row.SubjectId is not null).Select(r => KeyOf(r.Line, r.Row)).Distinct().Chunk(AtOnce))
        {
            foreach (var (key, value) in await VerificationTermsReader.ForAsync(db, keys, today, cancel))
            {
                terms[key] = value;
            }
        }

        foreach (var numbers in rows.Select(r => r.Line.OrderNumber).OfType<string>().Distinct().Chunk(AtOnce))
        {
            foreach (var order in await db.VisibleOrders().Where(o => o.ManufacturerId == manufacturer && EF.Parameter(numbers).Contains(o.OrderNumber)).Select(o => new { o.OrderNumber, o.Id, o.RecipientId }).ToListAsync(cancel))
            {
                orders[$"{order.OrderNumber} {order.RecipientId}"] = order.Id;
            }
        }
    }

    private VerificationKey KeyOf(VerificationLine line, StagedRow row) =>
        new(row.SubjectId!.Value, manufacturer, line.Reference is { } id && cases.TryGetValue(id, out var named) && named.RecipientId == row.SubjectId ? named.Type : line.Type);

    private void Judge(VerificationLine line, StagedRow row)
    {
        if (row.IsLeftOut)
        {
            row.Refuse(RowOutcome.Reject, ImportFailures.LeftOutRule, "", "Left out by hand.");
        }
        else if (line.Problem is { } problem)
        {
            row.Refuse(problem.Asks ? RowOutcome.Decide : RowOutcome.Reject, problem.Rule, problem.Key, problem.Sentence);
        }
        else if (row.SubjectId is null)
        {
            var asks = row.Candidates.Count > 0;
            row.Refuse(asks ? RowOutcome.Decide : RowOutcome.Reject, asks ? ImportFailures.PersonAskedRule : ImportFailures.PersonUnknownRule, "",
                asks ? "It is not certain who is meant. Choose the person, or leave the row out." : "Nobody here has this name together with this birth date or number. Enter the recipient first, or correct the row.");
        }
        else
        {
            Plan(line, row);
        }
    }

    private void Plan(VerificationLine line, StagedRow row)
    {
        var key = KeyOf(line, row);
        var order = line.OrderNumber is { } number && orders.TryGetValue($"{number} {row.SubjectId}", out var id) ? id : (Guid?)null;
        if (line.OrderNumber is not null && order is null && terms[key].Frequency == VerificationFrequency.PerOrder)
        {
            row.Refuse(RowOutcome.Reject, ImportFailures.OrderUnknownRule, "", "The order number is not one of this person and manufacturer. Correct it in the file.");
            return;
        }

        var known = open.GetValueOrDefault(key);
        var change = line.Change with { OrderId = terms[key].Frequency == VerificationFrequency.PerOrder ? order : null };
        var judged = VerificationChanges.Judge(known ?? new Verification { RecipientId = key.RecipientId, ManufacturerId = manufacturer, Type = key.Type }, change, terms[key], today);
        if (!judged.Succeeded)
        {
            var rule = judged.Failure is Failure.RuleBroken broken ? broken.Rule : judged.Failure.GetType().Name;
            row.Refuse(RowOutcome.Reject, rule, "", judged.Failure.Message);
            return;
        }

        row.Act(known is null ? RowOutcome.Create : judged.Value ? RowOutcome.Update : RowOutcome.Same, known?.Id, judged.Value || known is null ? new PlannedChange(key.Type, change).Write() : null);
    }

    /// <summary>Rows that say different things of one case: none of them is taken. The same said twice counts once.</summary>
    private void RefuseTwice(IReadOnlyList<(VerificationLine Line, StagedRow Row)> rows)
    {
        foreach (var same in rows.Where(r => r.Row is { SubjectId: not null, ProblemRule: null }).GroupBy(r => KeyOf(r.Line, r.Row)).Where(g => g.Count() > 1))
        {
            var all = same.ToList();
            if (all.Select(r => (r.Line.Change, r.Line.OrderNumber)).Distinct().Count() == 1)
            {
                all.Skip(1).ToList().ForEach(r => r.Row.Act(RowOutcome.Same, r.Row.TargetId, null));
                continue;
            }

            if (terms[same.Key].Frequency == VerificationFrequency.PerOrder && all.Select(r => r.Line.OrderNumber).Distinct().Count() == all.Count)
            {
                // Each is the answer for an order of its own; the first one opens the case where there is none.
                all.Skip(1).Where(r => r.Row.Outcome == RowOutcome.Create).ToList().ForEach(r => r.Row.Act(RowOutcome.Update, null, r.Row.Plan));
                continue;
            }

            var numbers = string.Join(", ", all.Take(5).Select(r => r.Line.Number));
            all.ForEach(r => r.Row.Refuse(RowOutcome.Reject, ImportFailures.TwiceRule, "", $"Rows {numbers} are about the same verification and say different things. Keep one of them."));
        }
    }
}
