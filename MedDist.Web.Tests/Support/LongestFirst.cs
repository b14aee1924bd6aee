using MedDist.Web.Tests.Integrations;
using MedDist.Web.Tests.Orders;
using Xunit;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("MedDist.Web.Tests.Support.LongestFirst", "MedDist.Web.Tests")]

namespace MedDist.Web.Tests.Support;

/// <summary>Begins with the collections that take longest, so that at the end none runs alone while the other cores are idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [QueueApp.Shared, OutboxApp.Shared, DeskApp.Shared, MedDistApp.Shared, FormApp.Shared, OrderApp.Shared];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Array.IndexOf(Long, c.DisplayName) is var at && at >= 0 ? at : Long.Length).ThenBy(c => c.DisplayName, StringComparer.Ordinal);
}
