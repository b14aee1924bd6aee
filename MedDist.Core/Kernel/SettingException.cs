namespace MedDist.Core.Kernel;

/// <summary>A setting of the installation is missing or wrong; the message says what to write. It stops the start.</summary>
public sealed class SettingException(string message) : Exception(message);
