using MedDist.Core.Notifications;

namespace MedDist.Web.Notifications;

/// <summary>Deliveries in the words of the screen.</summary>
internal static class DeliveryWords
{
    public static string Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Pending => "waits",
        DeliveryStatus.Sent => "sent",
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Bounced => "came back",
        DeliveryStatus.Failed => "not sent",
        _ => "taken back",
    };

    public static string Of(EmailChoice choice) => choice switch
    {
        EmailChoice.Now => "At once",
        EmailChoice.Digest => "In the mail of the day",
        _ => "No mail",
    };
}
