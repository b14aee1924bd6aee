using MedDist.Core.Reports.Catalogue;
using MedDist.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Reports;

internal sealed class ReportScheduleConfiguration : IEntityTypeConfiguration<ReportSchedule>
{
    public void Configure(EntityTypeBuilder<ReportSchedule> builder)
    {
        builder.Property(s => s.ReportId).HasMaxLength(50);
        builder.Property(s => s.Query).HasMaxLength(ReportSchedule.QueryLength);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
        builder.HasMany(s => s.Readers).WithOne().HasForeignKey(r => r.ScheduleId);

        // What is due, and the user's own.
        builder.HasIndex(s => new { s.TenantId, s.NextAt });
        builder.HasIndex(s => new { s.TenantId, s.UserId, s.NextAt });
    }
}

internal sealed class ReportReaderConfiguration : IEntityTypeConfiguration<ReportReader>
{
    public void Configure(EntityTypeBuilder<ReportReader> builder)
    {
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.UserId);

        // Nobody twice; and what is shared with one.
        builder.HasIndex(r => new { r.ScheduleId, r.UserId }).IsUnique();
        builder.HasIndex(r => new { r.TenantId, r.UserId });
    }
}

internal sealed class ReportRunConfiguration : IEntityTypeConfiguration<ReportRun>
{
    public void Configure(EntityTypeBuilder<ReportRun> builder)
    {
        builder.Property(r => r.ReportId).HasMaxLength(50);
        builder.Property(r => r.Query).HasMaxLength(ReportSchedule.QueryLength);
        builder.HasOne<User>().WithMany().HasForeignKey(r => r.UserId);

        // The run log of one report.
        builder.HasIndex(r => new { r.TenantId, r.ReportId, r.CreatedAt });
    }
}
