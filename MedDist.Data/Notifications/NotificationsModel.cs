using MedDist.Core.Notifications;
using MedDist.Core.Users;
using MedDist.Data.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedDist.Data.Notifications;

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.Property(n => n.Type).HasMaxLength(100);
        builder.Property(n => n.Message).HasMaxLength(2000);
        builder.Property(n => n.Payload).HasJson();
        builder.HasOne<User>().WithMany().HasForeignKey(n => n.UserId);
        builder.Property(n => n.FactKey).HasMaxLength(200);
        builder.HasIndex(n => new { n.UserId, n.ReadAt });
        builder.HasIndex(n => new { n.UserId, n.CreatedAt });
        builder.HasIndex(n => new { n.TenantId, n.DigestDueAt });
        builder.HasIndex(n => new { n.TenantId, n.EscalateAt });

        // One user is told of one fact once.
        builder.HasIndex(n => new { n.TenantId, n.UserId, n.FactKey }).IsUnique();
    }
}

internal sealed class NotificationPreferenceConfiguration : IEntityTypeConfiguration<NotificationPreference>
{
    public void Configure(EntityTypeBuilder<NotificationPreference> builder)
    {
        builder.Property(p => p.Choices).HasJson();
        builder.Ignore(p => p.Quiet);
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
        builder.HasIndex(p => p.UserId).IsUnique();
    }
}

internal sealed class NotificationTemplateConfiguration : IEntityTypeConfiguration<NotificationTemplate>
{
    public void Configure(EntityTypeBuilder<NotificationTemplate> builder)
    {
        builder.Property(t => t.TemplateCode).HasMaxLength(100);
        builder.Property(t => t.Channels).HasJson();
        builder.Property(t => t.EmailTemplate).HasJson();
        builder.Property(t => t.SmsTemplate).HasJson();
        builder.Property(t => t.PushTemplate).HasJson();
        builder.Property(t => t.RequiredVariables).HasJson();
        builder.HasIndex(t => new { t.TenantId, t.TemplateCode, t.Number }).IsUnique();
    }
}

internal sealed class NotificationDeliveryConfiguration : IEntityTypeConfiguration<NotificationDelivery>
{
    public void Configure(EntityTypeBuilder<NotificationDelivery> builder)
    {
        builder.Property(d => d.Error).HasMaxLength(NotificationDelivery.ErrorLength);
        builder.HasIndex(d => d.QueueItemId);
        builder.HasOne<Notification>().WithMany().HasForeignKey(d => d.NotificationId);
        builder.HasIndex(d => new { d.TenantId, d.Status });
    }
}
