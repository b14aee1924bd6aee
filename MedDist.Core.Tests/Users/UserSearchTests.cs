using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Users;

public sealed class UserSearchTests
{
    [Theory, Databases]
    public async Task People_and_places_are_found_by_the_beginnings_of_their_words_as_everything_is(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        await using (var db = house.Open(new BeforeTenantCall()))
        {
            db.AddRange(world.UserOf("pm", "Pía Muñoz", Role.Viewer), world.UserOf("so", "Sean O’Neal", Role.Viewer));
            await db.SaveChangesAsync();
        }

        (await FoundAsync("munoz")).ShouldBe(["Pía Muñoz"]);
        (await FoundAsync("MUÑ pia")).ShouldBe(["Pía Muñoz"]);
        (await FoundAsync("oneal")).ShouldBe(["Sean O’Neal"]);
        (await FoundAsync("so@acme")).ShouldBe(["Sean O’Neal"]);
        (await FoundAsync("unoz")).ShouldBeEmpty();
        (await FoundAsync(" ")).Count.ShouldBe(4);
        (await PlacesAsync("wound lake")).ShouldBe(["Lakeside Wound Clinic"]);
        (await PlacesAsync("HEALTH")).ShouldBe(["Lakeside Health", "Lakeside Wound Clinic"]);
        (await PlacesAsync("elsewhere")).ShouldBeEmpty();

        async Task<IReadOnlyList<string>> FoundAsync(string words) => [.. (await house.AsAsync<UserQueries, UserList>(world.Ashley, q => q.ListAsync(new(words)))).Rows.Select(r => r.FullName)];

        async Task<IReadOnlyList<string>> PlacesAsync(string words) => [.. (await house.AsAsync<UserQueries, IReadOnlyList<UserPlace>>(world.Ashley, q => q.FindPlacesAsync(words))).Select(p => p.Name)];
    }
}
