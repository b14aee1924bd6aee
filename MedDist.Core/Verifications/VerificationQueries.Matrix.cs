using MedDist.Core.Orders;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Verifications;

/// <summary>Recipient by manufacturer.</summary>
public sealed partial class VerificationQueries
{
    /// <summary>A page of recipients with a case that matches, the soonest due first, and their cells for every manufacturer that matches.</summary>
    public async Task<VerificationMatrix> MatrixAsync(VerificationFilter filter, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var matching = await MatchingAsync(db, filter, cancel);
        var lines = await matching.GroupBy(v => v.RecipientId).Select(g => new { g.Key, Due = g.Min(v => v.DueOn) }).OrderBy(g => g.Due).ThenBy(g => g.Key)
            .Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, VerificationFilter.MaxPageSize)).Select(g => g.Key).ToListAsync(cancel);
        var rows = (await Rows(db, matching.Where(v => lines.Contains(v.RecipientId))).ToListAsync(cancel)).ConvertAll(Masked).ToLookup(r => r.RecipientId);
        var columns = matching.Select(v => v.ManufacturerId).Distinct();
        var manufacturers = await db.Manufacturers.Where(m => columns.Contains(m.Id)).OrderBy(m => m.Name).Select(m => new Choice(m.Id, m.Name)).ToListAsync(cancel);
        return new(
            manufacturers, [.. lines.Where(rows.Contains).Select(id => Line(id, [.. rows[id]]))], await matching.Select(v => v.RecipientId).Distinct().CountAsync(cancel), await matching.CountAsync(cancel));
    }

    /// <summary>How bad a cell looks: what stops an order, then what does not cover the next service, then what has no use planned.</summary>
    public static int Weight(VerificationRow row) => row switch
    {
        { BlocksOrder: true } => 100 + (int)(row.NextIvr ?? IvrState.Missing),
        { NextIvr: { } state } => (int)state,
        _ => -1,
    };

    private static MatrixLine Line(Guid recipient, IReadOnlyList<VerificationRow> rows) => new(
        recipient, rows[0].Recipient, rows[0].Facility,
        rows.GroupBy(r => r.ManufacturerId).ToDictionary(g => g.Key, g => new MatrixCell(g.Key, [.. g.OrderByDescending(Weight).ThenBy(r => r.Type)])));
}
