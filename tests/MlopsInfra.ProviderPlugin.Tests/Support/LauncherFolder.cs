using MlopsInfra.Cli.Plugins;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.ProviderPlugin.Launchers;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>A folder with the launchers, and a store for them.</summary>
internal sealed class LauncherFolder : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-plugins-");

    /// <summary>Writes them.</summary>
    public LauncherFolder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The launchers are shell scripts: they need Linux, macOS or WSL.");
        PluginLaunchers.Write(Folder, PackageSchemas.Names, [.. OwnCommand.Words(), "local", "plugin"]);
        Directory.CreateDirectory(Empty);
    }

    /// <summary>Their folder.</summary>
    public string Folder => Path.Combine(_folder.FullName, "bin");

    /// <summary>The folder of local state.</summary>
    public string Store => Path.Combine(_folder.FullName, "store");

    /// <summary>The folder of the local cloud.</summary>
    public string CloudFolder => Path.Combine(Store, "cloud");

    /// <summary>A folder without a project.</summary>
    public string Empty => Path.Combine(_folder.FullName, "empty");

    /// <summary>A launcher.</summary>
    public string PathOf(string package) => Path.Combine(Folder, $"pulumi-resource-{package}");

    /// <summary>Starts a plugin on the store.</summary>
    public Task<PluginProcess> StartAsync(string package) => PluginProcess.StartAsync(PathOf(package), Empty, Store);

    /// <summary>The cloud in the store, once the host has let it go.</summary>
    public async Task<EmbeddedCloud> OpenCloudAsync()
    {
        using var patience = new CancellationTokenSource(PluginProcess.Patience);
        while (true)
        {
            try
            {
                return EmbeddedCloud.Open(CloudFolder);
            }
            catch (LocalCloud.Store.StoreException exception) when (exception.Code == LocalCloud.Store.StoreException.Locked)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
