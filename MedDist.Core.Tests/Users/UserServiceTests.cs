using System.Text.RegularExpressions;
using MedDist.Core.Kernel;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Users;

public sealed partial class UserServiceTests
{
    private static readonly Dictionary<string, string> Site = new() { ["Site:Url"] = "https://meddist.example/" };

    [Theory, Databases]
    public async Task An_invitation_is_a_link_in_a_mail_that_works_once(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var world = await World.BuildAsync(house);
        var id = (await InviteAsync(house, world, Entry(world))).Value;
        (await house.DispatchAsync(world)).ShouldBe(1);
        var token = TokenOf(await house.MailAsync());

        await using var db = house.Open(world.System);
        (await db.IntegrationQueue.SingleAsync()).Payload.Body.ShouldSatisfyAllConditions(b => b.ShouldNotContain(token), b => UserLinks.Readable(b).ShouldContain("[personal link, filled in as it leaves]"));
        (await db.Database.SqlQueryRaw<string>("SELECT \"Token\" AS \"Value\" FROM \"UserLinks\"").SingleAsync()).ShouldNotContain(token[5..]);
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == id);
        (user.TenantId, user.Role, user.Npi, user.StateAt(house.Clock.Now)).ShouldBe((world.Id, Role.Provider, "1234567893", UserState.Invited));
        (await db.UserAssignments.SingleAsync(a => a.UserId == id)).ShouldSatisfyAllConditions(a => a.AssignableId.ShouldBe(world.Facility.Id), a => a.IsPrimary.ShouldBeTrue());

        var view = (await LinksAsync(house, l => l.FindAsync(token, null))).ShouldNotBeNull();
        (view.UserId, view.TenantName, view.Purpose).ShouldBe((id, world.Tenant.Name, UserLinkPurpose.Invite));
        (await LinksAsync(house, l => l.FindAsync(token, Guid.NewGuid()))).ShouldBeNull();
        (await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => LinksAsync(house, l => l.UseAsync(token, null, "10.0.0.9"))))).Count(used => used).ShouldBe(1);
        (await LinksAsync(house, l => l.FindAsync(token, null))).ShouldBeNull();
        (await db.ActivityLogs.Where(l => l.EntityId == id).OrderBy(l => l.CreatedAt).ThenBy(l => l.Id).Select(l => l.Action).ToListAsync()).ShouldBe(["user.invited", "user.password_set"]);
    }

    [Theory, Databases]
    public async Task A_link_ends_after_its_time_and_with_the_next_one(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var world = await World.BuildAsync(house);
        var id = (await InviteAsync(house, world, Entry(world))).Value;
        await house.DispatchAsync(world);
        var first = TokenOf(await house.MailAsync());
        (await AsAsync(house, world, s => s.SendLinkAsync(id))).Failure.ShouldBeNull();
        await house.DispatchAsync(world);
        var second = house.Mails().Select(File.ReadAllText).Select(TokenOf).Single(t => t != first);

        (await LinksAsync(house, l => l.FindAsync(first, null))).ShouldBeNull();
        (await LinksAsync(house, l => l.FindAsync(second, null))).ShouldNotBeNull();
        house.Clock.Advance(TimeSpan.FromDays(UserLinks.InviteDays));
        (await LinksAsync(house, l => l.FindAsync(second, null))).ShouldBeNull();
        (await LinksAsync(house, l => l.UseAsync(second, null, null))).ShouldBeFalse();
    }

    [Theory, Databases]
    public async Task A_forgotten_password_is_mailed_to_whoever_has_the_address_here_and_to_nobody_else(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        await HavePasswordsAsync(house);
        await LinksAsync(house, async l =>
        {
            await l.ForgottenAsync("nobody@acme.example", acme.Id);
            await l.ForgottenAsync("ashley@bluebird.example", acme.Id);
            await l.ForgottenAsync(" Ashley@acme.example ", acme.Id);
            return true;
        });
        await house.DispatchAsync(acme);
        await house.DispatchAsync(bluebird);
        var mail = await house.MailAsync();
        mail.ShouldContain("To: ashley@acme.example");
        var view = (await LinksAsync(house, l => l.FindAsync(TokenOf(mail), acme.Id))).ShouldNotBeNull();
        (view.UserId, view.Purpose).ShouldBe((acme.Coordinator.Id, UserLinkPurpose.Reset));
    }

    [Theory, Databases]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (world, other) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        async Task<IEnumerable<string>> WrongAsync(UserEntry entry) => (await InviteAsync(house, world, entry)).Failure.ShouldBeOfType<Failure.Invalid>().Fields.Keys;

        (await WrongAsync(new UserEntry { Role = Role.Provider, Npi = "1234567890", Ptan = new string('9', 21) })).ShouldBe(["FullName", "Ptan", "Email", "Places", "Npi"], ignoreOrder: true);
        (await WrongAsync(Entry(world) with { Email = "ashley@bluebird.example" })).ShouldBe(["Email"]);
        (await WrongAsync(Entry(world) with { Role = Role.SuperAdmin })).ShouldBe(["Role"]);
        (await WrongAsync(Entry(world) with { Places = [Place(other)] })).ShouldBe(["Places"]);
        await using var db = house.Open(world.System);
        (await db.Users.CountAsync()).ShouldBe(2);
        (await db.IntegrationQueue.CountAsync()).ShouldBe(0);
    }

    [Theory, Databases]
    public async Task Nobody_can_reach_a_user_of_another_tenant_or_without_the_permission(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var (acme, bluebird) = (await World.BuildAsync(house), await World.BuildAsync(house, "bluebird"));
        var theirs = bluebird.Provider.Id;
        var entry = Entry(acme) with { SeenStamp = "x" };
        Func<UserService, Task<Result>>[] acts =
            [s => s.ChangeAsync(theirs, entry), s => s.DeactivateAsync(theirs), s => s.ReactivateAsync(theirs), s => s.UnlockAsync(theirs), s => s.SignOutAsync(theirs), s => s.SendLinkAsync(theirs)];
        foreach (var act in acts)
        {
            (await AsAsync(house, acme, act)).Failure.ShouldBe(UserFailures.NotFound);
            foreach (var role in new[] { Role.Viewer, Role.Provider, Role.SalesRep, Role.FacilityManager })
            {
                (await house.AsAsync(bluebird.CallOf(role), act)).Failure.ShouldBe(UserFailures.NotYours);
            }
        }

        (await house.AsAsync<UserQueries, UserDetails?>(acme.Ashley, q => q.GetAsync(theirs))).ShouldBeNull();
        (await house.AsAsync<UserQueries, UserList>(acme.Ashley, q => q.ListAsync(new()))).Rows.ShouldAllBe(r => r.Email.EndsWith("@acme.example"));
        (await house.AsAsync<UserQueries, UserList>(acme.CallOf(Role.Viewer), q => q.ListAsync(new()))).Total.ShouldBe(0);
    }

    [Theory, Databases]
    public async Task The_last_active_coordinator_stays_and_nobody_takes_their_own_account_away(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var world = await World.BuildAsync(house);
        var second = world.UserOf("kim", "Kim Ortega", Role.TenantAdmin);
        await using (var db = house.Open(world.System))
        {
            db.Add(second);
            await db.SaveChangesAsync();
        }

        (await AsAsync(house, world, s => s.DeactivateAsync(world.Coordinator.Id))).Failure.ShouldBe(UserFailures.Yourself);
        // Invited only: kim has no password yet, so she could not run the house.
        (await house.AsAsync<UserService, Result>(world.CallOf(second), s => s.DeactivateAsync(world.Coordinator.Id))).Failure.ShouldBe(UserFailures.LastAdmin);
        await HavePasswordsAsync(house);
        var both = await Task.WhenAll(
            house.AsAsync<UserService, Result>(world.CallOf(second), s => s.DeactivateAsync(world.Coordinator.Id)),
            AsAsync(house, world, s => s.DeactivateAsync(second.Id)));
        both.Count(r => r.Succeeded).ShouldBe(1);
        await using var after = house.Open(world.System);
        (await after.Users.CountAsync(u => u.Role == Role.TenantAdmin && u.IsActive)).ShouldBe(1);
    }

    [Theory, Databases]
    public async Task A_change_is_told_before_and_after_and_another_role_ends_open_sign_ins(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var world = await World.BuildAsync(house);
        var specialty = new Specialty { Code = "WC", Name = "Wound care" };
        await house.AddAsync(world.Id, specialty);
        var seen = await DetailsAsync(house, world, world.Provider.Id);
        var stamp = await StampAsync();
        (await AsAsync(house, world, s => s.ChangeAsync(world.Provider.Id, seen.Entry with { FullName = "Dr. Elena R. Reyes", Places = [Place(world)], Credentials = [new(specialty.Id, "", "WC-77", new(2027, 3, 31))] }))).Failure.ShouldBeNull();
        (await StampAsync()).ShouldBe(stamp);
        (await AsAsync(house, world, s => s.ChangeAsync(world.Provider.Id, seen.Entry with { Places = [Place(world)] }))).Failure.ShouldBe(UserFailures.Stale);

        var now = await DetailsAsync(house, world, world.Provider.Id);
        now.Entry.Places.ShouldBe([Place(world) with { Of = world.Organization.Name }]);
        now.Entry.Credentials.ShouldBe([new(specialty.Id, "Wound care", "WC-77", new(2027, 3, 31))]);
        (await house.AsAsync<Core.Auditing.RecordHistoryQueries, IReadOnlyList<Core.Auditing.AuditLine>>(world.Ashley, q => q.OfAsync(nameof(User), world.Provider.Id, 20)))[0].ShouldSatisfyAllConditions(
            l => (l.By, l.Action, l.Label).ShouldBe((world.Coordinator.FullName, "Changed", "Dr. Elena R. Reyes")),
            l => l.Diffs.Select(d => d.Words).ShouldBe(["Name: Dr. Elena Reyes → Dr. Elena R. Reyes", "Places: nothing → Lakeside Wound Clinic"]));
        (await AsAsync(house, world, s => s.ChangeAsync(world.Provider.Id, now.Entry with { Role = Role.Viewer, Credentials = [now.Entry.Credentials[0] with { Number = "WC-78" }] }))).Failure.ShouldBeNull();
        (await StampAsync()).ShouldNotBe(stamp);
        (await DetailsAsync(house, world, world.Provider.Id)).Entry.ShouldSatisfyAllConditions(e => e.Places.ShouldBeEmpty(), e => e.Credentials[0].Number.ShouldBe("WC-78"));

        async Task<string?> StampAsync()
        {
            await using var db = house.Open(world.System);
            return (await db.Users.AsNoTracking().SingleAsync(u => u.Id == world.Provider.Id)).SecurityStamp;
        }
    }

    [Theory, Databases]
    public async Task The_list_finds_by_words_role_and_state(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, Site);
        var world = await World.BuildAsync(house);
        await HavePasswordsAsync(house);
        await InviteAsync(house, world, Entry(world));
        (await AsAsync(house, world, s => s.DeactivateAsync(world.Provider.Id))).Failure.ShouldBeNull();
        async Task<IEnumerable<string>> NamesAsync(UserFilter filter) => (await house.AsAsync<UserQueries, UserList>(world.Ashley, q => q.ListAsync(filter))).Rows.Select(r => r.FullName);

        (await NamesAsync(new())).ShouldBe(["Ashley Nguyen", "Dr. Elena Reyes", "Dr. Omar Haddad"]);
        (await NamesAsync(new("HADDAD omar"))).ShouldBe(["Dr. Omar Haddad"]);
        (await NamesAsync(new("omar@ACME"))).ShouldBe(["Dr. Omar Haddad"]);
        (await NamesAsync(new(Role: Role.TenantAdmin))).ShouldBe(["Ashley Nguyen"]);
        (await NamesAsync(new(State: UserState.Invited))).ShouldBe(["Dr. Omar Haddad"]);
        (await NamesAsync(new(State: UserState.Inactive))).ShouldBe(["Dr. Elena Reyes"]);
        (await NamesAsync(new(State: UserState.Active))).ShouldBe(["Ashley Nguyen"]);
        (await house.AsAsync<UserService, Result>(world.Ashley, s => s.SendLinkAsync(world.Provider.Id))).Failure.ShouldBe(UserFailures.Inactive);
        (await AsAsync(house, world, s => s.ReactivateAsync(world.Provider.Id))).Failure.ShouldBeNull();
        (await NamesAsync(new(State: UserState.Active))).ShouldBe(["Ashley Nguyen", "Dr. Elena Reyes"]);
    }

    [Fact]
    public async Task Without_an_address_of_its_own_the_installation_refuses_to_invite()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);
        (await InviteAsync(house, world, Entry(world))).Failure.ShouldBe(UserFailures.NoAddress);
    }

    private static UserPlace Place(World world) => new(AssignableType.Facility, world.Facility.Id, world.Facility.Name, null);

    private static UserEntry Entry(World world) => new() { FullName = " Dr. Omar Haddad ", Email = "omar@acme.example", Role = Role.Provider, Npi = "1234567893", Places = [Place(world)] };

    private static Task<Result<Guid>> InviteAsync(House house, World world, UserEntry entry) => house.AsAsync<UserService, Result<Guid>>(world.Ashley, s => s.InviteAsync(entry));

    private static Task<Result> AsAsync(House house, World world, Func<UserService, Task<Result>> act) => house.AsAsync(world.Ashley, act);

    private static async Task<UserDetails> DetailsAsync(House house, World world, Guid id) => (await house.AsAsync<UserQueries, UserDetails?>(world.Ashley, q => q.GetAsync(id))).ShouldNotBeNull();

    private static async Task<T> LinksAsync<T>(House house, Func<UserLinks, Task<T>> work)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<UserLinks>());
    }

    private static async Task HavePasswordsAsync(House house)
    {
        await using var db = house.Open(new MedDist.Core.Tenancy.BeforeTenantCall());
        foreach (var user in await db.Users.ToListAsync())
        {
            user.PasswordHash = "hash";
        }

        await db.SaveChangesAsync();
    }

    private static string TokenOf(string mail) => Link().Match(mail.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)).Groups[1].Value;

    [GeneratedRegex(@"https://meddist\.example/welcome/([A-Za-z0-9._-]+)")]
    private static partial Regex Link();
}
