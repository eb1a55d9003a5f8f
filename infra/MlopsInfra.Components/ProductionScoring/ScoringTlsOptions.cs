using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace MlopsInfra.Components;

/// <summary>
/// TLS of the scoring router ("Secure Kubernetes online endpoints"). The certificate and its key come as secrets, or stand in the
/// cluster as a Kubernetes secret.
/// </summary>
public sealed partial record ScoringTlsOptions
{
    /// <summary>The name that callers use, as in <c>scoring.example.com</c>; the certificate has to be for it.</summary>
    public required string Name { get; init; }

    /// <summary>The certificate with its chain, in PEM. A secret. Default: null.</summary>
    public string? Certificate { get; init; }

    /// <summary>The certificate's private key, in PEM and without a password. A secret. Default: null.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Name of a Kubernetes secret in the namespace <c>azureml</c> with <c>cert.pem</c> and <c>key.pem</c>. It has to be there
    /// before the extension is installed or updated, so a cluster that is still to be created can't have it. Default: null.
    /// </summary>
    public string? KubernetesSecret { get; init; }

    /// <summary>
    /// Address of the router's load balancer inside the network, for a record of <see cref="Name"/> in a private zone. AKS takes
    /// a free one of the nodes' subnet, and the extension has no setting for it: <c>kubectl get service azureml-fe --namespace
    /// azureml</c> tells it after the first deployment. Default: null, no record.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>The name alone: the key is a secret.</summary>
    public override string ToString() => $"{nameof(ScoringTlsOptions)} {{ {nameof(Name)} = {Name} }}";

    internal bool IsInside(string range) =>
        Address is null
            || (IPAddress.TryParse(Address, out var address) && IPNetwork.TryParse(range, out var network)
                && network.Contains(address));

    internal void Check(Problems problems, string path)
    {
        problems.Require(
            HostName().IsMatch(Name), $"{path}.{nameof(Name)}", Name,
            "write the name that callers use in lower case, as in 'scoring.example.com'.");
        problems.Require(
            Address is null
                || (IPAddress.TryParse(Address, out var address) && address.AddressFamily == AddressFamily.InterNetwork
                    && address.ToString() == Address),
            $"{path}.{nameof(Address)}", Address, "write an IPv4 address as in '10.40.0.250'.");
        problems.Require(
            KubernetesSecret is null || SecretName().IsMatch(KubernetesSecret), $"{path}.{nameof(KubernetesSecret)}",
            KubernetesSecret,
            "write the name of a Kubernetes secret: lower-case letters, digits, hyphens and periods.");
        var isGiven = Certificate is not null || Key is not null;
        problems.Require(
            isGiven != KubernetesSecret is not null, path, isGiven ? "both" : "neither",
            $"give {nameof(Certificate)} and {nameof(Key)} (pulumi config set --secret --path), or {nameof(KubernetesSecret)}; "
                + "one of the two.");
        if (!isGiven) return;
        problems.Require(Certificate is not null, $"{path}.{nameof(Certificate)}", null,
            $"the certificate of {nameof(Key)} is missing.");
        problems.Require(Key is not null, $"{path}.{nameof(Key)}", null, $"the private key of {nameof(Certificate)} is missing.");
        if (Certificate is not null && Key is not null) CheckPair(problems, path, Certificate, Key);
    }

    // The extension looks at these after ten minutes of installation (E40007, INVALID_SSL_SETTING). Nothing of a secret is
    // repeated.
    private void CheckPair(Problems problems, string path, string certificate, string key)
    {
        try
        {
            using var pair = X509Certificate2.CreateFromPem(certificate, key);
            problems.Require(
                pair.MatchesHostname(Name), $"{path}.{nameof(Certificate)}", "[secret]",
                $"the certificate is not for {nameof(Name)} ('{Name}').");
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            problems.Add(
                $"{path}.{nameof(Certificate)}", "[secret]",
                "a certificate and its private key in PEM are needed, the key without a password, and belonging to each other: "
                    + $"{exception.Message}");
        }
    }

    [GeneratedRegex("^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$")]
    private static partial Regex HostName();

    [GeneratedRegex("^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")]
    private static partial Regex SecretName();
}
