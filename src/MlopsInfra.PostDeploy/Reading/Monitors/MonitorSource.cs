using MlopsInfra.PostDeploy.Reading.Files;

namespace MlopsInfra.PostDeploy.Reading.Monitors;

/// <summary>What the parts of a monitor are read with.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="File">The file that the monitor is in.</param>
/// <param name="Window">The days that a signal looks at where it says nothing, from how often the monitor runs.</param>
internal sealed record MonitorSource(FolderReader Folder, string File, int Window)
{
    /// <summary>The window as a duration.</summary>
    public string WindowSize => Days(Window);

    /// <summary>The window of reference data that asks for the default: twice the other.</summary>
    public string ReferenceSize => Days(2 * Window);

    private static string Days(int count) => $"P{count}D";
}
