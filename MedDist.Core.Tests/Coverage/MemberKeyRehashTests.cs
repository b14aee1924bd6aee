using MedDist.Core.Coverage;
using MedDist.Core.Recipients;
using MedDist.Core.Tests.Recipients;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Coverage;

public sealed class MemberKeyRehashTests
{
    [Theory, Databases]
    public async Task After_a_change_of_the_key_member_ids_are_found_again_once_they_are_hashed_anew_and_once_is_enough(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var people = await People.BuildAsync(house);
        var jane = await people.PatientAsync("Vera", "Quill", member: "LH-552-901");
        await people.PatientAsync("Otto", "Marsh", member: "LH-777-333");
        await people.PatientAsync("Short", "Number", member: "12");
        var statements = await SqlCount.OfAsync(async () => (await RehashAsync(house, people)).ShouldBe(0));

        var other = House.WithAnotherIndexKey();
        await using var after = house.Restart(more: services => services.AddSingleton(other));
        (await FoundAsync(after, people)).ShouldBeEmpty();
        (await RehashAsync(after, people)).ShouldBe(2);
        (await FoundAsync(after, people)).ShouldBe([jane.Id]);

        (await RehashAsync(after, people)).ShouldBe(0);
        (await SqlCount.OfAsync(() => RehashAsync(after, people))).ShouldBeLessThanOrEqualTo(statements - 4);
        await using var db = after.Open(people.World.System);
        (await db.CoveragePolicies.Select(p => p.PolicyNumber).ToListAsync()).ShouldBe(["LH-552-901", "LH-777-333", "12"], ignoreOrder: true);
    }

    private static Task<int> RehashAsync(House house, People people) => house.AsAsync<MemberKeyRehash, int>(people.World.System, r => r.RunAsync());

    private static async Task<IReadOnlyList<Guid>> FoundAsync(House house, People people) =>
        [.. (await house.AsAsync<RecipientQueries, RecipientHits>(people.Ashley, q => q.SearchAsync("lh552901"))).Rows.Select(r => r.Id)];
}
