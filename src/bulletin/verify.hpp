#pragma once

#include "highwater/bulletin/bulletin.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {

/// What the data of a bulletin, rounded as they are, say of a claim.
claims::Finding check_against(const Bulletin& bulletin, const claims::Claim& claim);

}  // namespace HIGHWATER_NAMESPACE::bulletin
