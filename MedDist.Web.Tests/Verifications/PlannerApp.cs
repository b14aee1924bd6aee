using MedDist.Core.Tests.Support;
using MedDist.Web.Tests.Support;
using Xunit;

namespace MedDist.Web.Tests.Verifications;

/// <summary>An app that hands its mail to a mail server.</summary>
public sealed class PlannerApp : MedDistApp, IAsyncLifetime
{
    public new const string Shared = "Renewal planner";

    public SmtpServer Mail { get; } = new();

    protected override IReadOnlyDictionary<string, string> Own => new Dictionary<string, string>(Mail.Settings()) { ["Orders:UndoSeconds"] = "8" };

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Mail.DisposeAsync();
    }
}

/// <summary>The tests that share one <see cref="PlannerApp"/>.</summary>
[CollectionDefinition(PlannerApp.Shared)]
public sealed class SharedPlannerApp : ICollectionFixture<PlannerApp>;
