using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Manufacturers;

/// <summary>What a manufacturer's contacts and settings say of open orders is saved with them.</summary>
public sealed class ManufacturerFactsTests
{
    [Theory, Databases]
    public async Task A_first_contact_takes_the_flag_away_and_a_minimum_sets_one(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house, withContact: false);
        var order = await world.OrderAsync();
        (await CodesAsync()).ShouldContain("manufacturer.no_contact");

        (await house.AsAsync<ManufacturerService, Result>(world.Ashley, s => s.SaveContactsAsync(world.Manufacturer.Id, new SaveContacts(ContactType.Order) { To = "orders@corvane.example" }))).Succeeded.ShouldBeTrue();
        (await CodesAsync()).ShouldNotContain("manufacturer.no_contact");

        var settings = new SaveManufacturerSettings { LeadTimeDays = 1, CutOff = new(15, 0), MinimumOrderAmount = 5000, SeenVersion = 0 };
        (await house.AsAsync<ManufacturerService, Result>(world.Ashley, s => s.SaveSettingsAsync(world.Manufacturer.Id, settings))).Succeeded.ShouldBeTrue();
        (await CodesAsync()).ShouldContain("manufacturer.minimum");
        (await house.AsAsync<OrderFactService, int>(world.System, f => f.RefreshOpenAsync())).ShouldBe(0);

        async Task<string> CodesAsync()
        {
            await using var db = house.Open(world.System);
            return (await db.Orders.SingleAsync(o => o.Id == order.Id)).FlagCodes;
        }
    }
}
