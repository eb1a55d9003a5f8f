using Pulumi.Serialization;

namespace Pulumi;

public abstract class Archive : AssetOrArchive
{
    private protected Archive(string member, object content)
        : base(WireConstants.ArchiveSignature, member, content)
    {
    }
}
