using MedDist.Core.Reports;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Reports;

internal sealed class UserEventConfiguration : IEntityTypeConfiguration<UserEvent>
{
    public void Configure(EntityTypeBuilder<UserEvent> builder)
    {
        builder.Property(e => e.EventType).HasMaxLength(100);
        builder.Property(e => e.Fields).HasJson();

        // The page of form times: one kind of event in a range of days.
        builder.HasIndex(e => new { e.TenantId, e.EventType, e.CreatedAt });
    }
}
