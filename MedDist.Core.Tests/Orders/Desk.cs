using MedDist.Core.Kernel;
using MedDist.Core.Manufacturers;
using MedDist.Core.Orders;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Tests.Orders;

/// <summary>A tenant with two coordinators, Ashley and Ben, and its provider.</summary>
internal sealed record Desk(House House, World World, UserCall Ben)
{
    public UserCall Ashley => World.Ashley;

    public UserCall Reyes => World.CallOf(World.Provider, new([World.Organization.Id], []));

    public static async Task<Desk> BuildAsync(House house, params VerificationRequirement[] requires)
    {
        var world = await World.BuildAsync(house, requires: requires);
        var ben = world.UserOf("ben", "Ben Ortiz", Role.TenantAdmin);
        await using var db = house.Open(new Core.Tenancy.BeforeTenantCall());
        db.Add(ben);
        await db.SaveChangesAsync();
        return new(house, world, world.CallOf(ben));
    }

    /// <summary>The editable values of an order as they are stored.</summary>
    public async Task<OrderFields> FieldsAsync(Order order)
    {
        await using var db = House.Open(World.System);
        return OrderFields.Of(await db.Orders.AsNoTracking().Include(o => o.Items).ThenInclude(i => i.Product).SingleAsync(o => o.Id == order.Id));
    }

    public Task<Result<OrderEditOutcome>> EditAsync(ICallContext who, Order order, OrderFields original, OrderFields mine) =>
        House.AsAsync<OrderEditing, Result<OrderEditOutcome>>(who, e => e.SaveAsync(order.Id, new(original, mine)));

    public Task<Result> MoveAsync(ICallContext who, Order order, MoveOrder move) => House.AsAsync<OrderService, Result>(who, s => s.MoveAsync(order.Id, move));

    public Task<Result> CommentAsync(ICallContext who, Order order, CommentAudience audience, string? text) =>
        House.AsAsync<OrderComments, Result>(who, c => c.AddAsync(order.Id, new(audience) { Text = text }));

    /// <summary>Titles of somebody's notifications, newest first.</summary>
    public async Task<List<string>> NewsOfAsync(Guid user)
    {
        await using var db = House.Open(World.System);
        return await db.Notifications.Where(n => n.UserId == user).OrderByDescending(n => n.Id).Select(n => n.Title + (n.Message ?? "")).ToListAsync();
    }
}
