namespace MedDist.Web.Hosting;

/// <summary>A background job as its page shows it.</summary>
/// <param name="Name">As it is scheduled.</param>
/// <param name="Title">In people's words.</param>
/// <param name="What">What it does, in a sentence.</param>
/// <param name="IsFrequent">It runs every few seconds: its history holds only runs that did something.</param>
public sealed record JobCard(string Name, string Title, string What, bool IsFrequent = false)
{
    /// <summary>The jobs that have a history for each tenant, in the order of the page.</summary>
    public static IReadOnlyList<JobCard> All { get; } =
    [
        new("ExpireVerifications", "Expire verifications", "Expires cases whose last day has passed, warns of those that end soon, and brings orders that are no longer covered back to the desk."),
        new("SendDigests", "Send the mail of the day", "Writes each user's mail of the day at their hour, and tells another coordinator of what nobody has read.", true),
        new("RefreshOrderFacts", "Judge open orders again", "Recomputes lights, send-by times and flags that time alone changes."),
        new("SweepOrders", "Bring back held orders", "Ends holds whose day has come, and clears away who is no longer there."),
        new("WatchParcels", "Watch parcels", "Finds parcels that no carrier has seen a day after they were said to have left."),
        new("LearnScores", "Learn scores of manufacturers", "Counts how long manufacturers take to answer, confirm and ship."),
        new("CountMetrics", "Count the day", "Counts what dashboards and reports compare: today, days that are missing, and days that late changes touch."),
        new("RehashMemberIds", "Hash member ids anew", "After a change of their key, makes member ids findable again; in other nights there is nothing to do."),
        new("RemindRequests", "Remind of manufacturers' requests", "Tells the desk of what manufacturers asked for and is due."),
        new("WarnContracts", "Warn of contracts", "Tells the desk of contracts with organisations that end soon."),
        new("SendReports", "Send scheduled reports", "Tells users of reports that they have scheduled, by a link.", true),
        new("SweepExports", "Delete expired exports", "Deletes the files of long exports whose link has expired."),
        new("DispatchOutbox", "Send the outbox", "Sends messages that are due.", true),
        new("RunBatches", "Run bulk actions", "Works off bulk actions that have been started.", true),
        new("SealAudit", "Seal the audit trail", "Seals what was written to the audit trail, so that a later change is found.", true),
        new("VerifyAudit", "Check the audit trail", "Compares every entry of the audit trail with its seal, and tells the coordinators what does not match."),
        new("TrimAudit", "Take away the old audit trail", "Takes away entries that are older than they have to be kept; six years at least."),
        new("TellAnomalies", "Look for unusual accesses", "Tells the coordinators once a day of accesses to patients that are unusual, and of emergency accesses that nobody reviews."),
        new("SimulateCarriers", "Play the carriers", "Moves the demo's parcels on. Only where the setting says so.", true),
    ];

    public static JobCard Of(string name) => All.FirstOrDefault(j => j.Name == name) ?? new(name, name, "");
}
