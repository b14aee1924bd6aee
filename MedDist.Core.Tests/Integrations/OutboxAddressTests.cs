using MedDist.Core.Integrations;
using Shouldly;
using Xunit;

namespace MedDist.Core.Tests.Integrations;

public sealed class OutboxAddressTests
{
    [Theory]
    [InlineData("/outbox")]
    [InlineData("/outbox?tab=failed&manufacturer=01998878-2801-7209-bb5d-47e3d929c83b&kind=verificationrequest&day=2026-06-15&page=3")]
    [InlineData("/outbox/01998878-2801-7209-bb5d-47e3d929c83b?tab=sent")]
    public void An_address_is_read_as_it_was_written(string address) => Read(address).Write().ShouldBe(address);

    [Theory]
    [InlineData("/outbox?tab=nonsense&manufacturer=1&kind=7x&day=15.6.2026&page=-2")]
    [InlineData("/outbox?tab=waiting&page=1")]
    public void What_is_wrong_or_usual_counts_as_not_said(string address) => Read(address).Write().ShouldBe("/outbox");

    private static OutboxAddress Read(string address) => OutboxAddress.Read(new Uri("http://localhost" + address));
}
