using MedDist.Web.Tests.Orders;
using Xunit;

namespace MedDist.Web.Tests.Support;

/// <summary>As <see cref="QueueApp"/>, for the journeys beside the queue: what they do together takes as long as those through it, and so runs beside them.</summary>
public sealed class DeskApp : QueueApp
{
    public new const string Shared = "Beside the queue";
}

/// <summary>The tests that share one <see cref="DeskApp"/>.</summary>
[CollectionDefinition(DeskApp.Shared)]
public sealed class SharedDeskApp : ICollectionFixture<DeskApp>;
