using MedDist.Core.Verifications;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Demo;

/// <summary>The demo's cases on the verification desk.</summary>
[Collection(SqliteDemo.Name)]
public sealed class DemoDeskTests(SqliteDemoDatabase database)
{
    [Fact]
    public async Task The_stored_facts_of_the_cases_are_what_the_rules_compute()
    {
        await using var context = database.InAcme();
        var pairs = await context.Verifications.Select(v => new { v.RecipientId, v.ManufacturerId }).Distinct().ToListAsync();
        var stored = await context.Verifications.AsNoTracking().ToDictionaryAsync(v => v.Id, v => v.Desk);
        await VerificationDeskFacts.RefreshAsync(context, [.. pairs.Select(p => (p.RecipientId, p.ManufacturerId))], DemoDatabase.Clock.GetUtcNow(), default);
        var differ = context.Verifications.Local.Where(v => v.Desk != stored[v.Id]).Select(v => $"{stored[v.Id]} is {v.Desk}").ToList();
        differ.ShouldBeEmpty(string.Join('\n', differ.Take(8)));
    }

    [Fact]
    public async Task Every_column_of_the_board_and_every_colour_of_the_matrix_is_seen()
    {
        await using var context = database.InAcme();
        var cases = await context.Verifications.AsNoTracking().ToListAsync();
        foreach (var column in DeskWords.Board)
        {
            cases.ShouldContain(v => v.Column == column, column.ToString());
        }

        foreach (var light in new[] { IvrState.Valid, IvrState.Requested, IvrState.LapsesBefore, IvrState.Expired, IvrState.Rejected, IvrState.Missing })
        {
            cases.ShouldContain(v => v.NextIvr == light, light.ToString());
        }

        cases.ShouldContain(v => v.BlocksOrder);
        cases.Count(v => v.NextIvr == null).ShouldBeGreaterThan(20);
    }
}
