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
        builder.HasIndex(n => new { n.UserId, n.ReadAt });
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
        builder.HasIndex(t => new { t.TenantId, t.TemplateCode }).IsUnique();
    }
}

internal sealed class NotificationDeliveryConfiguration : IEntityTypeConfiguration<NotificationDelivery>
{
    public void Configure(EntityTypeBuilder<NotificationDelivery> builder)
    {
        builder.Property(d => d.Error).HasMaxLength(2000);
        builder.HasOne<Notification>().WithMany().HasForeignKey(d => d.NotificationId);
        builder.HasIndex(d => new { d.TenantId, d.Status });
    }
}
