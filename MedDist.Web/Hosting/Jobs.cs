using MedDist.Data.Database;
using MedDist.Web.Auditing;
using MedDist.Web.Batches;
using MedDist.Web.Coverage;
using MedDist.Web.Integrations;
using MedDist.Web.Manufacturers;
using MedDist.Web.Notifications;
using MedDist.Web.Orders;
using MedDist.Web.Organizations;
using MedDist.Web.Reports;
using MedDist.Web.Reports.Catalogue;
using MedDist.Web.Reports.Exports;
using MedDist.Web.Shipping;
using MedDist.Web.Verifications;
using Npgsql;
using Quartz;

namespace MedDist.Web.Hosting;

/// <summary>The background jobs and their schedules (<c>Jobs:&lt;name&gt;</c>, cron with seconds). In memory on SQLite, a clustered store on PostgreSQL.</summary>
internal static class Jobs
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["Jobs:Disabled"] is "true")
        {
            return;
        }

        builder.AddQuartz(jobs =>
        {
            var database = DatabaseSettings.From(builder.Configuration);
            if (database.Provider == DatabaseProvider.Postgres)
            {
                jobs.ConfigureScheduler(o => (o.InstanceName, o.GenerateInstanceId) = ("MedDist", true));
                jobs.UsePersistentStore(store =>
                {
                    store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString);
                    store.UseClustering(c => c.CheckinInterval = TimeSpan.FromSeconds(5));
                    store.ProvisionSchema();
                });
            }

            Schedule<DispatchOutboxJob>(jobs, builder.Configuration, "DispatchOutbox", "0/2 * * * * ?");
            Schedule<ReadBouncesJob>(jobs, builder.Configuration, "ReadBounces", "30 * * * * ?");
            Schedule<RefreshOrderFactsJob>(jobs, builder.Configuration, "RefreshOrderFacts", "0 5 * * * ?");
            Schedule<SweepOrdersJob>(jobs, builder.Configuration, "SweepOrders", "0 7 * * * ?");
            Schedule<ExpireVerificationsJob>(jobs, builder.Configuration, "ExpireVerifications", "0 3 * * * ?");
            Schedule<SendDigestsJob>(jobs, builder.Configuration, "SendDigests", "15 0/5 * * * ?");
            Schedule<WatchParcelsJob>(jobs, builder.Configuration, "WatchParcels", "0 15 * * * ?");
            if (builder.Configuration.GetValue<bool>("Carriers:Simulate"))
            {
                Schedule<SimulateCarriersJob>(jobs, builder.Configuration, "SimulateCarriers", "20 0/3 * * * ?");
            }
            Schedule<LearnScoresJob>(jobs, builder.Configuration, "LearnScores", "0 40 2 * * ?");
            Schedule<CountMetricsJob>(jobs, builder.Configuration, "CountMetrics", "45 4/10 * * * ?");
            Schedule<RehashMemberIdsJob>(jobs, builder.Configuration, "RehashMemberIds", "0 20 3 * * ?");
            Schedule<RemindRequestsJob>(jobs, builder.Configuration, "RemindRequests", "0 10 * * * ?");
            Schedule<WarnContractsJob>(jobs, builder.Configuration, "WarnContracts", "0 12 * * * ?");
            Schedule<SendReportsJob>(jobs, builder.Configuration, "SendReports", "45 0/5 * * * ?");
            Schedule<SweepExportsJob>(jobs, builder.Configuration, "SweepExports", "0 25 * * * ?");
            Schedule<SealAuditJob>(jobs, builder.Configuration, "SealAudit", "50 * * * * ?");
            Schedule<VerifyAuditJob>(jobs, builder.Configuration, "VerifyAudit", "0 35 2 * * ?");
            Schedule<TrimAuditJob>(jobs, builder.Configuration, "TrimAudit", "0 50 3 * * ?");
            Schedule<TellAnomaliesJob>(jobs, builder.Configuration, "TellAnomalies", "0 45 11 * * ?");
            Schedule<RunBatchesJob>(jobs, builder.Configuration, "RunBatches", "* * * * * ?");
        });
        builder.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    private static void Schedule<T>(IQuartzBuilder jobs, ConfigurationManager settings, string name, string cron)
        where T : class, IJob =>
        jobs.ScheduleJob<T>(
            trigger => trigger.WithIdentity(name).WithCronSchedule(settings[$"Jobs:{name}"] ?? cron, c => c.WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)),
            job => job.WithIdentity(name));
}
