using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>Where this server is: what workloads are told of it.</summary>
/// <param name="options">How the server behaves.</param>
internal sealed class ServedAt(LocalCloudServerOptions options)
{
    private readonly Lock _lock = new();
    private readonly string _file = Path.Combine(Path.GetFullPath(options.DataFolder), "server.pem");
    private Uri? _address;
    private string? _unwritten;

    /// <summary>The server's address, as in <c>https://localhost:41234/</c>.</summary>
    public Uri Address => _address ?? throw new InvalidOperationException("The server is not up.");

    /// <summary>The server's address by number, for clients that look for an account in the path.</summary>
    public Uri Numeric => new UriBuilder(Address) { Host = "127.0.0.1" }.Uri;

    /// <summary>
    /// The certificate to trust, as a PEM file. It is written when somebody asks for it first: a server that executes nothing
    /// leaves no trace.
    /// </summary>
    public string CertificateFile
    {
        get
        {
            lock (_lock)
            {
                if (_unwritten is null) return _file;
                PrivateFiles.CreateFolder(Path.GetDirectoryName(_file)!);
                PrivateFiles.Write(_file, _unwritten);
                _unwritten = null;
                return _file;
            }
        }
    }

    /// <summary>Says where the server is, once it is up.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="certificate">Its certificate as PEM.</param>
    public void Set(Uri address, string certificate)
    {
        lock (_lock) (_address, _unwritten) = (address, certificate);
    }
}
