namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>
/// The variables by which a process finds its cloud: what it declares with addresses that answer here, the certificate to trust,
/// where its telemetry goes, and its identity.
/// </summary>
internal sealed class CloudEnvironment(ServedAt served, WorkloadIdentities identities)
{
    /// <summary>
    /// Where the registries of this cloud answer, with <c>{registry}</c> for the name of one: a process knows them by the host
    /// that their resources name, which leads out of this cloud. Azure has no such variable.
    /// </summary>
    public const string RegistryAddress = "MLOPS_REGISTRY_ADDRESS";

    /// <summary>
    /// Where the blobs of this cloud are, with <c>{account}</c> for the name of a storage account: datastores name accounts, and
    /// a name leads out of this cloud. Azure has no such variable.
    /// </summary>
    public const string BlobAddress = "MLOPS_BLOB_ADDRESS";

    /// <summary>
    /// Where telemetry comes in: who reads the connection string of a component is told hosts of Azure. Azure has no such
    /// variable.
    /// </summary>
    public const string TelemetryAddress = "MLOPS_TELEMETRY_ADDRESS";

    private const string MetadataHost = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

    // What OpenSSL, and so Python's ssl and .NET, requests, curl and Git read; Node adds its file to what it trusts anyway.
    private static readonly string[] Bundles = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO"];

    /// <summary>Adds the variables to an environment.</summary>
    /// <param name="environment">The environment; what is declared goes over what it has.</param>
    /// <param name="declared">The variables that the resource declares, as it declares them.</param>
    /// <param name="has">The identities that the resource was declared with.</param>
    /// <param name="form">How the workload asks for their tokens.</param>
    /// <param name="runsIn">ARM id of what it runs in, whose network is the one that it calls from: a compute, a deployment, a
    /// container group. Null where that is not known.</param>
    /// <returns>What the tokens are got by; to be disposed when the workload has ended.</returns>
    public IdentityGrant Apply(IDictionary<string, string> environment, IEnumerable<KeyValuePair<string, string>> declared,
        IReadOnlyList<WorkloadIdentity> has, TokenForm form, string? runsIn = null)
    {
        var bundle = TrustBundle.Of(served.CertificateFile);
        foreach (var name in Bundles) environment[name] = bundle;
        environment["NODE_EXTRA_CA_CERTS"] = served.CertificateFile;
        // A process without an identity asks the machine that it runs on, which may be one of Azure with an identity of its own.
        environment[MetadataHost] = new Uri(served.Numeric, $"{WorkloadIdentities.Segment}/none").ToString();
        environment[RegistryAddress] = $"{served.Numeric.AbsoluteUri.TrimEnd('/')}/registry/{{registry}}";
        environment[BlobAddress] = $"{served.Numeric.AbsoluteUri.TrimEnd('/')}/{{account}}";
        environment[TelemetryAddress] = served.Numeric.AbsoluteUri.TrimEnd('/');
        var grant = identities.Open(has, form, served.Numeric, runsIn);
        foreach (var (name, value) in new WorkloadAddresses(served.Numeric, grant.Place).Rewrite(declared))
            environment[name] = value;
        TelemetryEnvironment.Apply(environment, served.Numeric, served.CertificateFile);
        foreach (var (name, value) in grant.Environment) environment[name] = value;
        return grant;
    }
}
