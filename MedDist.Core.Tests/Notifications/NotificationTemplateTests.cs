using MedDist.Core.Integrations;
using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Core.Tests.Support;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Notifications;

public sealed class NotificationTemplateTests
{
    private const string Event = "verification.expiring";
    private static readonly MessageTemplate Own = new("{count} end in {days} days", "Dear {name}\n{title}\n{link}");

    [Theory]
    [InlineData("{title}", "{link} {nane}", "{nane} is not known here.")]
    [InlineData("{patient}", "{link}", "{patient} is not known here.")]
    [InlineData("{title}", "no way in", "{link} is missing.")]
    [InlineData("{title}", "{link} {", "A brace stands alone.")]
    [InlineData("{title} } ", "{link}", "A brace stands alone.")]
    [InlineData("{message}", "{link}", "{message} may not stand in the subject")]
    [InlineData("", "{link}", "Write a subject.")]
    [InlineData("a\nBcc: x@y.example", "{link}", "one line")]
    public async Task A_template_that_would_not_work_cannot_be_saved_or_previewed_and_the_message_names_what_is_wrong(string subject, string body, string says)
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var world = await World.BuildAsync(house);

        (await SaveAsync(house, world.Ashley, new(subject, body), 0)).Failure.ShouldBeOfType<Failure.Invalid>().Message.ShouldContain(says);
        (await house.AsAsync<NotificationTemplates, Result<TemplatePreview>>(world.Ashley, t => t.PreviewAsync(Event, new(subject, body)))).Failure!.Message.ShouldContain(says);
        await using var db = house.Open(world.System);
        (await db.NotificationTemplates.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Every_built_in_text_would_pass_its_own_check()
    {
        await using var house = await House.OpenAsync(DatabaseProvider.Sqlite);
        var all = house.Services.GetRequiredService<NotificationEvents>().All;
        all.Where(e => TemplateText.Check(e, e.BuiltIn) is not null).ShouldBeEmpty();
        all.Select(e => e.Code).ShouldBeUnique();
    }

    [Theory, Databases]
    public async Task Versions_are_kept_a_late_save_is_refused_and_the_built_in_text_comes_back(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider);
        var world = await World.BuildAsync(house);
        (await SaveAsync(house, world.CallOf(Role.Provider), Own, 0)).Failure.ShouldBe(NotificationFailures.NotYours);
        (await SaveAsync(house, world.Ashley, Own, 0)).ShouldBe(Result.Ok);
        (await SaveAsync(house, world.Ashley, Own with { Subject = "late" }, 0)).Failure.ShouldBe(NotificationFailures.StaleTemplate);
        (await SaveAsync(house, world.Ashley, Own with { Subject = "second" }, 1)).ShouldBe(Result.Ok);
        (await RowAsync()).ShouldBe(("second", 2));

        (await house.AsAsync<NotificationTemplates, Result>(world.Ashley, t => t.ResetAsync(Event, 2))).ShouldBe(Result.Ok);

        (await RowAsync()).ShouldBe(("{title}", 0));
        var versions = await house.AsAsync<NotificationTemplates, IReadOnlyList<TemplateVersion>>(world.Ashley, t => t.VersionsAsync(Event));
        versions.Select(v => (v.Number, v.Text.Subject, v.SavedBy, v.IsActive)).ShouldBe([(2, "second", "Ashley Nguyen", false), (1, Own.Subject, "Ashley Nguyen", false)]);
        (await SaveAsync(house, world.Ashley, Own, 0)).ShouldBe(Result.Ok);
        (await RowAsync()).ShouldBe((Own.Subject, 3));

        async Task<(string?, int)> RowAsync() => (await house.AsAsync<NotificationTemplates, IReadOnlyList<TemplateRow>>(world.Ashley, t => t.ListAsync())).Where(r => r.Event.Code == Event).Select(r => (r.Text.Subject, r.Number)).Single();
    }

    [Theory, Databases]
    public async Task The_preview_is_of_a_real_notification_and_what_is_sent_is_the_same(DatabaseProvider provider)
    {
        await using var house = await House.OpenAsync(provider, new Dictionary<string, string> { ["Site:Url"] = "https://orders.example.com" });
        var world = await World.BuildAsync(house);
        (await PreviewAsync()).IsExample.ShouldBeTrue();
        await SaveAsync(house, world.Ashley, Own, 0);
        await house.AsAsync<NotificationPreferences, Result>(world.Ashley, p => p.SetAsync(new([new(Event, true, EmailChoice.Now)], null, NotificationPreference.UsualDigest, null, -1)));
        await using (var db = house.Open(world.System))
        {
            await db.NotifyCoordinatorsOnceAsync("fact", Event, "4 verifications {end}", null, "/verifications", new Dictionary<string, string> { ["count"] = "4", ["days"] = "30" }, default);
            await db.SaveChangesAsync();
        }

        var preview = await PreviewAsync();
        preview.ShouldBe(new("4 end in 30 days", "Dear Ashley Nguyen\n4 verifications {end}\nhttps://orders.example.com/verifications", false));
        await using var after = house.Open(world.System);
        var sent = (await after.IntegrationQueue.SingleAsync(q => q.QueueType == QueueType.Notification)).Payload;
        (sent.Subject, sent.Body).ShouldBe((preview.Subject, preview.Body));

        async Task<TemplatePreview> PreviewAsync() => (await house.AsAsync<NotificationTemplates, Result<TemplatePreview>>(world.Ashley, t => t.PreviewAsync(Event, Own))).Value!;
    }

    private static Task<Result> SaveAsync(House house, UserCall who, MessageTemplate text, int seen) => house.AsAsync<NotificationTemplates, Result>(who, t => t.SaveAsync(Event, text, seen));
}
