namespace MedDist.Core.Orders;

/// <summary>What of the recipient is copied.</summary>
public sealed partial class Order
{
    private string? recipientName;

    /// <summary>The recipient's name was put right. A finished order keeps the name it went under.</summary>
    public void CallRecipient(string name) => recipientName = Section == QueueSection.Done ? recipientName : name;
}
