using Pulumi.Serialization;

namespace Pulumi;

public abstract class Asset : AssetOrArchive
{
    private protected Asset(string member, string content)
        : base(WireConstants.AssetSignature, member, content)
    {
    }
}
