namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>When a host ends by itself, as nobody else would end it.</summary>
/// <param name="First">How long the first plugin may take to come.</param>
/// <param name="Pause">How long no plugin may be there after that.</param>
public sealed record IdleTimes(TimeSpan First, TimeSpan Pause)
{
    /// <summary>
    /// Those of a process that does nothing else. The pause lets an engine end the plugins of its preview and start those of its
    /// update.
    /// </summary>
    public static IdleTimes StandAlone { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2));
}
